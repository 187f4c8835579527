// calloc's memory is defined even where a freed block with undefined bytes was; bytes of calloc need not be set.
//! levels: -O0 -O2
//! stdout: 0 of 60000 bytes are set, then 200
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void litter(size_t size) {
    char *block = malloc(size);
    for (size_t i = 0; i < size; i += 5) {
        block[i] = 1;
    }
    free(block);
}

int main(void) {
    int set = 0;
    unsigned char *kept[200];
    for (int i = 0; i < 200; i++) {
        litter(300);
        litter(301);
        kept[i] = calloc(3, 100);
        for (int at = 0; at < 300; at++) {
            set += kept[i][at] != 0;
        }
    }
    printf("%d of 60000 bytes are set, then ", set);
    for (int i = 0; i < 200; i++) {
        kept[i][299] |= 4;
        for (int at = 0; at < 300; at++) {
            set += kept[i][at] != 0;
        }
        free(kept[i]);
    }
    printf("%d\n", set);
    return 0;
}
