// A dangling pointer to a frame that has ended, at -O2.
//! options: -O2
static int *volatile kept;

__attribute__((noinline)) static void keep(int *p) {
    kept = p;
}

__attribute__((noinline)) static void work(void) {
    int values[100] = {1, 2, 3};
    keep(values);
}

int main(void) {
    work();
    volatile int *p = kept;
    return p[1] == 7; //~ InvalidRead
}
