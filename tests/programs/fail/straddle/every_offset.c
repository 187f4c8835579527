// A 4-byte access at each offset of a block of 13 bytes: inside up to 9, then outside.
#include <stdlib.h>

struct __attribute__((packed)) unaligned {
    int value;
};

static void store(char *at) {
    ((struct unaligned *)at)->value = 1;
}

static void store_outside(char *at) {
    ((struct unaligned *)at)->value = 1; //~ InvalidWrite
}

int main(void) {
    char *p = malloc(13);
    for (int i = 0; i <= 9; i++) {
        store(p + i);
    }
    for (int i = 10; i <= 13; i++) {
        store_outside(p + i);
    }
    free(p);
    return 0;
}
