// A structure is taken for a longer one that begins like it.
//! levels: -O0 -O2
struct base { int kind; int size; };
struct extended { struct base base; long long extra; };

__attribute__((noinline)) static long long extra(const struct base *base) {
    const struct extended *extended = (const struct extended *)base;
    return base->kind == 1 ? extended->extra : 0; //~ InvalidRead
}

int main(void) {
    struct base base = {1, sizeof base};
    return extra(&base) == 123456789;
}
