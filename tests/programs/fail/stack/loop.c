// The same dangling pointer is read in a loop: one error with a count.
static int *table(void) {
    int squares[300];
    for (int i = 0; i < 300; i++) {
        squares[i] = i * i;
    }
    int *p = squares;
    return p;
}

int main(void) {
    int *p = table();
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        sum += p[i]; //~ InvalidRead
    }
    (void)sum;
    return 0;
}
