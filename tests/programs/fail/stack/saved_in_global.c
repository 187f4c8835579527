// A global keeps the address of a local variable for longer than that lives.
static const int *current;

static void select_one(void) {
    int table[200];
    for (int i = 0; i < 200; i++) {
        table[i] = i;
    }
    current = &table[100];
}

int main(void) {
    select_one();
    int x = *current; //~ InvalidRead
    (void)x;
    return 0;
}
