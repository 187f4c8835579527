// Hexadecimal digits are looked up for a value that has no digit.
//! levels: -O0 -O2
static const char digits[16] = "0123456789abcdef";

__attribute__((noinline)) static char digit(unsigned value) {
    return digits[value]; //~ InvalidRead
}

int main(void) {
    volatile unsigned value = 16;
    return digit(value) == 'x';
}
