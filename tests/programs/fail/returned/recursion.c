// Of a recursive function's frames the deepest is gone first.
//! levels: -O0 -O2
static int *deepest;

__attribute__((noinline)) static int dive(int depth) {
    int here = depth;
    if (depth == 3) {
        deepest = &here;
        return here;
    }
    return dive(depth + 1) + here;
}

int main(void) {
    int sum = dive(0);
    return (*deepest == 12345) + sum - 6; //~ InvalidRead
}
