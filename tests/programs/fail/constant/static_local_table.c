// A constant table inside a function is handed out without its const.
//! levels: -O0 -O2
__attribute__((noinline)) static short *steps(void) {
    static const short table[3] = {1, 2, 4};
    return (short *)table;
}

int main(void) {
    short *volatile table = steps();
    table[1] = 3; //~ InvalidWrite
    return 0;
}
