// Digits are written from the right, and there is one more than places.
//! levels: -O0 -O2
__attribute__((noinline)) static char *digits(char *end, unsigned number) {
    do {
        *--end = (char)('0' + number % 10); //~ InvalidWrite
        number /= 10;
    } while (number != 0);
    return end;
}

int main(void) {
    char text[5];
    return digits(text + sizeof text, 123456) > text;
}
