// The simplest case: a variable of a block that has been left.
//! levels: -O0 -O2
int main(void) {
    volatile int *p;
    {
        volatile int inner = 5;
        p = &inner;
    }
    int value = *p; //~ InvalidRead
    return value == 12345;
}
