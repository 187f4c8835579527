// Two functions that call each other without an end; it is the larger frame that does not fit.
//! exit: 134
static int odd(int n);

static int even(int n) { //~ StackOverflow
    char frame[100000] = {0};
    return frame[n % 7] + odd(n + 1);
}

static int odd(int n) {
    return even(n + 1) + 1;
}

int main(void) {
    return even(0);
}
