// The local variable of a function two calls down.
static long long *inner(void) {
    long long values[64] = {1, 2, 3};
    long long *p = &values[2];
    return p;
}

static long long *outer(void) {
    char padding[256] = {0};
    return padding[0] == 0 ? inner() : 0;
}

int main(void) {
    long long *p = outer();
    long long x = *p; //~ InvalidRead
    (void)x;
    return 0;
}
