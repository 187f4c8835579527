// A place that the programmer promised would never be reached.
//! exit: 134
static int sign(int x) {
    switch (x) {
    case 1:
        return 1;
    case -1:
        return -1;
    }
    __builtin_unreachable(); //~ Trap
}

int main(void) {
    return sign(1) + sign(-1) + sign(0);
}
