// Variables that are aligned to more than their type asks for, local ones and global ones.
//! levels: -O0 -O2
//! stdout: 0 0 0 0 0 12
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>

struct line {
    alignas(64) int value;
    char tail[3];
};

static alignas(128) char page[5];
static struct line lines[2];

__attribute__((noinline)) static unsigned misaligned(const void *p, unsigned alignment) {
    return (unsigned)((uintptr_t)p % alignment);
}

int main(void) {
    char before[3] = {1, 2, 3};
    alignas(64) char aligned[10];
    alignas(256) int single;
    struct line local;
    for (int i = 0; i < 10; i++) {
        aligned[i] = (char)i;
    }
    single = before[2];
    local.value = 0;
    local.tail[2] = aligned[9];
    lines[1] = local;
    page[4] = lines[1].tail[2];
    printf("%u %u %u %u %u %d\n", misaligned(aligned, 64), misaligned(&single, 256),
           misaligned(&local, 64), misaligned(page, 128), misaligned(&lines[1], 64),
           page[4] + single);
    return 0;
}
