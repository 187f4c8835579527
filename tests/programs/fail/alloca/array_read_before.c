// The element before the first one is compared.
//! levels: -O0 -O2
__attribute__((noinline)) static int doubled(int count) {
    short values[count];
    volatile short *p = values;
    int found = 0;
    for (int i = 0; i < count; i++) {
        p[i] = (short)i;
        found += p[i] == p[i - 1] && i > 0; //~ InvalidRead
    }
    return found;
}

int main(void) {
    volatile int count = 5;
    return doubled(count);
}
