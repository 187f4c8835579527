// A table of constants in a function: there is no month 12 when January is 0.
//! levels: -O0 -O2
__attribute__((noinline)) static int days(int month) {
    const int table[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return table[month]; //~ InvalidRead
}

int main(void) {
    volatile int month = 12;
    return days(month) == 12345;
}
