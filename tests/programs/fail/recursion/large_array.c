// A variable-length array that is larger than the whole stack.
//! exit: 134
static int sum(int n) {
    char table[n]; //~ StackOverflow
    table[0] = 1;
    table[n - 1] = 2;
    return table[0] + table[n - 1];
}

int main(void) {
    return sum(100) + sum(20000000);
}
