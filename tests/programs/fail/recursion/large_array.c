// A variable-length array that is larger than the whole stack: its function calls nobody, so clang never
// moves the stack pointer, and the first access is where it shows.
//! exit: 134
static int sum(int n) {
    char table[n];
    table[0] = 1; //~ StackOverflow
    table[n - 1] = 2;
    return table[0] + table[n - 1];
}

int main(void) {
    return sum(100) + sum(20000000);
}
