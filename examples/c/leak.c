// A buffer for each call, and no free: 1,000 calls lose 1,024 bytes each.
#include <stdio.h>
#include <stdlib.h>

static unsigned checksum(unsigned seed) {
    unsigned char *buffer = malloc(1024);
    //~^ Leak_DefinitelyLost 1000 blocks
    if (buffer == NULL) {
        return 0;
    }

    unsigned sum = 0;
    for (int i = 0; i < 1024; i++) {
        buffer[i] = (unsigned char)(seed + i);
        sum += buffer[i];
    }
    return sum; // free(buffer) is missing
}

int main(void) {
    unsigned total = 0;
    for (unsigned i = 0; i < 1000; i++) {
        total += checksum(i);
    }
    printf("%u\n", total);
    return 0;
}
