// When a function is inlined, its variables become its caller's, and are out of scope when it has
// ended.
//! options: -O2
static int *saved;

__attribute__((noinline)) static void save(int *p) {
    saved = p;
}

static inline int start(void) {
    int state[4] = {1, 2, 3, 4};
    save(state);
    return state[0];
}

int main(void) {
    int first = start();
    int second = saved[1]; //~ InvalidRead
    return (second == 12345) + first - 1;
}
