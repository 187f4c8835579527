// A structure of 48 bytes is copied after its block.
//! levels: -O0 -O2
struct matrix { double cells[6]; };

static struct matrix *last;

__attribute__((noinline)) static void make(struct matrix *matrix) {
    for (int i = 0; i < 6; i++) {
        matrix->cells[i] = i;
    }
    last = matrix;
}

__attribute__((noinline)) static void copy(struct matrix *to, const struct matrix *from) {
    *to = *from; //~ InvalidRead
}

int main(void) {
    struct matrix result;
    {
        struct matrix local;
        make(&local);
    }
    copy(&result, last);
    return result.cells[1] > 1e300;
}
