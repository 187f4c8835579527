// A callback writes through the pointer that it was given: the variable is its caller's caller's.
//! levels: -O0 -O2
typedef void visit(int value, void *context);

struct into { int *values; int count; };

__attribute__((noinline)) static void each(int n, visit *visit, void *context) {
    for (int i = 0; i < n; i++) {
        visit(i, context);
    }
}

static void collect(int value, void *context) {
    struct into *into = context;
    into->values[into->count++] = value; //~ InvalidWrite
}

int main(void) {
    int values[7];
    struct into into = {values, 0};
    visit *volatile callback = collect;
    each(8, callback, &into);
    return values[6] - 6;
}
