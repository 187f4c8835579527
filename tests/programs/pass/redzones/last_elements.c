// The first and the last element of local and global arrays of every basic type, written and read.
//! levels: -O0 -O2
//! stdout: 1 2 3 4 5.5 6.5 g 8 9 10.25
#include <stdio.h>

static volatile char letters[7];
static volatile short shorts[3];
static volatile int ints[5];
static volatile long long longs[3];
static volatile double doubles[9];

int main(void) {
    volatile char text[13];
    volatile short small[5];
    volatile int numbers[7];
    volatile long long large[3];
    volatile float halves[11];
    text[0] = text[12] = 1;
    small[0] = small[4] = 2;
    numbers[0] = numbers[6] = 3;
    large[0] = large[2] = 4;
    halves[0] = halves[10] = 5.5f;
    doubles[0] = doubles[8] = 6.5;
    letters[0] = letters[6] = 'g';
    shorts[0] = shorts[2] = 8;
    ints[0] = ints[4] = 9;
    longs[0] = longs[2] = 10;
    printf("%d %d %d %lld %.1f %.1f %c %d %d %.2f\n", text[12], small[4], numbers[6], large[2],
           (double)halves[10], doubles[8], letters[6], shorts[2], ints[4], (double)longs[2] + 0.25);
    return 0;
}
