// __builtin_trap ends the program.
//! exit: 134
static void check(int ok) {
    if (!ok) {
        __builtin_trap(); //~ Trap
    }
}

int main(void) {
    check(1);
    check(0);
    return 0;
}
