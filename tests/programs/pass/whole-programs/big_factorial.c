// 30! in digits of nine decimals; the number grows by realloc.
//! stdout: 265252859812191058636308480000000
//! options: -O2
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    enum { Base = 1000000000 };
    size_t count = 1;
    uint32_t *digits = malloc(sizeof *digits);
    digits[0] = 1;
    for (uint32_t factor = 2; factor <= 30; factor++) {
        uint64_t carry = 0;
        for (size_t i = 0; i < count; i++) {
            carry += (uint64_t)digits[i] * factor;
            digits[i] = carry % Base;
            carry /= Base;
        }
        if (carry > 0) {
            digits = realloc(digits, (count + 1) * sizeof *digits);
            digits[count++] = (uint32_t)carry;
        }
    }
    printf("%u", (unsigned)digits[count - 1]);
    for (size_t i = count - 1; i-- > 0;) {
        printf("%09u", (unsigned)digits[i]);
    }
    printf("\n");
    free(digits);
    return 0;
}
