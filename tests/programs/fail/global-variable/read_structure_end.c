// A structure is taken for a larger one.
//! levels: -O0 -O2
struct old { int version; int flags; };
struct new { int version; int flags; double scale; };

struct old settings = {2, 0};

__attribute__((noinline)) static double scale(const void *given) {
    const struct new *settings = given;
    return settings->version >= 2 ? settings->scale : 1; //~ InvalidRead
}

int main(void) {
    return scale(&settings) == 123;
}
