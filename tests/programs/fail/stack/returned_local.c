// A function returns the address of its own local variable.
static int *counter(void) {
    int count = 42;
    int *p = &count;
    return p;
}

int main(void) {
    int *p = counter();
    int x = *p; //~ InvalidRead
    (void)x;
    return 0;
}
