// What was allocated is kept in a list, which the handler frees: nothing is lost, whatever the depth of the failure.
//! levels: -O0 -O2
//! stdout: 0 failed at 3, 1 failed at 7, 2 done with 30
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct block {
    struct block *next;
    unsigned char size, bytes[];
};
struct pool {
    jmp_buf failed;
    struct block *blocks;
    int budget;
};

__attribute__((noinline)) static unsigned char *take(struct pool *pool, int size) {
    if (pool->budget < size) {
        longjmp(pool->failed, size);
    }
    pool->budget -= size;
    struct block *block = malloc(sizeof *block + (size_t)size);
    block->next = pool->blocks;
    block->size = (unsigned char)size;
    pool->blocks = block;
    return block->bytes;
}

__attribute__((noinline)) static int build(struct pool *pool, int level) {
    unsigned char *bytes = take(pool, level);
    bytes[level - 1] = (unsigned char)level;
    int below = level < 10 ? build(pool, level + (level == 1 ? 2 : level == 3 ? 4 : 3)) : 0;
    return bytes[level - 1] + below + (level == 10 ? 9 : 0);
}

int main(void) {
    static const int budgets[] = {3, 10, 100};
    for (volatile int i = 0; i < 3; i++) {
        struct pool *volatile pool = malloc(sizeof *pool);
        pool->blocks = NULL;
        pool->budget = budgets[i];
        int failed = setjmp(pool->failed);
        if (failed == 0) {
            printf("%d done with %d\n", i, build(pool, 1));
        } else {
            printf("%d failed at %d, ", i, failed);
        }
        for (struct block *b = pool->blocks, *next; b; b = next) {
            next = b->next;
            free(b);
        }
        free(pool);
    }
    return 0;
}
