// The last 2, 4 and 8 bytes of blocks of every size up to 64, aligned or not.
#include <stdint.h>
#include <stdlib.h>

struct __attribute__((packed)) unaligned16 {
    uint16_t value;
};
struct __attribute__((packed)) unaligned32 {
    uint32_t value;
};
struct __attribute__((packed)) unaligned64 {
    uint64_t value;
};

int main(void) {
    for (int n = 8; n <= 64; n++) {
        char *p = malloc(n);
        ((struct unaligned64 *)(p + n - 8))->value = 0x1122334455667788;
        uint32_t high = ((struct unaligned32 *)(p + n - 4))->value;
        uint16_t highest = ((struct unaligned16 *)(p + n - 2))->value;
        free(p);
        if (high != 0x11223344 || highest != 0x1122) {
            return 1;
        }
    }
    return 0;
}
