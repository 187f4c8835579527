// The variable of a `for` does not live after the loop.
//! levels: -O0 -O2
static int *found;

__attribute__((noinline)) static int matches(int *candidate) {
    if (*candidate * *candidate != 49) {
        return 0;
    }
    found = candidate;
    return 1;
}

int main(void) {
    for (int i = 0; i < 10; i++) {
        if (matches(&i)) {
            break;
        }
    }
    return *found == 12345; //~ InvalidRead
}
