// Leaf functions with frames just below, at and above the size that needs no stack pointer.
static int leaf64(int n) {
    volatile char a[64];
    a[0] = (char)n;
    a[63] = (char)n;
    return a[0] + a[63];
}

static int leaf128(int n) {
    volatile char a[128];
    a[0] = (char)n;
    a[127] = (char)n;
    return a[0] + a[127];
}

static int leaf1000(int n) {
    volatile char a[1000];
    a[0] = (char)n;
    a[999] = (char)n;
    return a[0] + a[999];
}

int main(void) {
    return leaf64(1) + leaf128(2) + leaf1000(3) == 12 ? 0 : 1;
}
