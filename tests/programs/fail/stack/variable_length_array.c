// A variable-length array ends with its function too.
static int *squares(int n) {
    int table[n];
    for (int i = 0; i < n; i++) {
        table[i] = i * i;
    }
    int *p = table;
    return p;
}

int main(void) {
    int *p = squares(400);
    int x = p[3]; //~ InvalidRead
    (void)x;
    return 0;
}
