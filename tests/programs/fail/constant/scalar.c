// A constant of one number, written by a function that returns its result through a pointer.
//! levels: -O0 -O2
const int version = 3;

__attribute__((noinline)) static void next(int *number) {
    (*number)++; //~ InvalidWrite
}

int main(void) {
    int *volatile number = (int *)&version;
    next(number);
    return 0;
}
