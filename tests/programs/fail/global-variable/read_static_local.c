// A static local array: it lives as long as a global one, and has its function's name.
//! levels: -O0 -O2
__attribute__((noinline)) static int days_before(int month) {
    static int days[12] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return days[month]; //~ InvalidRead
}

int main(void) {
    volatile int month = 12;
    return days_before(month) == 12345;
}
