// A recursion that steps over its base case.
//! exit: 134
static int sum(int n) { //~ StackOverflow
    if (n == 0) {
        return 0;
    }
    return n + sum(n - 2);
}

int main(void) {
    return sum(7);
}
