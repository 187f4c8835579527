// The lower half of a 64-bit number was set, the upper half decides.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    uint64_t *big = malloc(sizeof *big);
    uint32_t low = 5;
    memcpy(big, &low, sizeof low);
    if ((uint32_t)*big == 5) {
        puts("five");
    }
    if (*big < 1000) { //~ UninitCondition
        puts("small");
    }
    free(big);
    return 0;
}
