// Mostly allocates: 4,096 live blocks of 8 to 1,031 bytes (small ones far more often), each replaced in random order.
// Two bytes of each block are touched, so that nearly all the time goes to malloc and free.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { LIVE = 4096, REPLACEMENTS = 100000 };

static uint32_t random_state = 3;

static uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

static uint8_t *allocate(uint32_t *pairs) {
    uint32_t r = next_random();
    size_t size = 8 + (r & 1023) * ((r >> 10) & 255) * ((r >> 18) & 255) / (255 * 255);
    uint8_t *block = malloc(size);
    if (!block) exit(1);
    block[0] = (uint8_t)size;
    block[size - 1] = (uint8_t)r;
    ++*pairs;
    return block;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0, pairs = 0;
    static uint8_t *live[LIVE];
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < REPLACEMENTS; i++) {
            uint8_t **slot = &live[next_random() % LIVE];
            if (*slot) checksum = checksum * 31 + **slot;
            free(*slot);
            *slot = allocate(&pairs);
        }
    }
    for (int i = 0; i < LIVE; i++) free(live[i]);
    printf("alloc: checksum %08x, %u malloc/free pairs\n", checksum, pairs);
    return 0;
}
