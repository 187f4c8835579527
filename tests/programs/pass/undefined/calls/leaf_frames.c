// Small functions that call nobody: their arrays lie below the stack pointer, half filled.
//! levels: -O0 -O2
//! stdout: 00001011 101 321 ddccbbaa
#include <stdint.h>
#include <stdio.h>

__attribute__((noinline)) static int digits(unsigned n, unsigned base, char *out) {
    char reversed[32];
    int count = 0;
    do {
        reversed[count++] = (char)('0' + n % base);
        n /= base;
    } while (n > 0);
    for (int i = 0; i < count; i++) {
        out[i] = reversed[count - 1 - i];
    }
    return count;
}

__attribute__((noinline)) static int sorted_number(int a, int b, int c) {
    int sorted[8];
    sorted[0] = a;
    sorted[1] = b;
    sorted[2] = c;
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2 - i; j++) {
            if (sorted[j] < sorted[j + 1]) {
                int t = sorted[j];
                sorted[j] = sorted[j + 1];
                sorted[j + 1] = t;
            }
        }
    }
    return sorted[0] * 100 + sorted[1] * 10 + sorted[2];
}

__attribute__((noinline)) static uint32_t turned(uint32_t x) {
    union {
        uint8_t bytes[16];
        uint32_t word;
    } u;
    for (int i = 0; i < 4; i++) {
        u.bytes[i] = (uint8_t)(x >> (24 - 8 * i));
    }
    return u.word;
}

int main(void) {
    char text[40], more[40];
    int length = digits(11, 2, text);
    int shorter = digits(101, 10, more);
    printf("%.*s%.*s %.*s %d %x\n", 8 - length, "00000000", length, text, shorter, more, sorted_number(2, 3, 1),
           (unsigned)turned(0xaabbccdd));
    return 0;
}
