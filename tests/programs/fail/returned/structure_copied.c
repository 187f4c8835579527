// Sixteen bytes are copied out of a frame that is gone.
//! levels: -O0 -O2
struct complex { double re, im; };

static const struct complex *result;

__attribute__((noinline)) static void set_result(const struct complex *p) {
    result = p;
}

__attribute__((noinline)) static void square(double re, double im) {
    struct complex product = {re * re - im * im, 2 * re * im};
    set_result(&product);
}

__attribute__((noinline)) static void copy(struct complex *to, const struct complex *from) {
    *to = *from; //~ InvalidRead
}

int main(void) {
    struct complex z;
    square(1, 2);
    copy(&z, result);
    return z.re > 1e300;
}
