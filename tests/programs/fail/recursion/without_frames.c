// At -O2 these calls need no memory of the program's stack: the engine's own stack ends.
//! options: -O2
//! exit: 134
static int (*volatile next)(int);

static int count(int n) { return next(n + 1) + n; } //~ StackOverflow

int main(void) {
    next = count;
    return next(0);
}
