// An allocator with boundary tags inside one malloc'd block: sizes and flags share words, free parts hold garbage.
//! levels: -O0 -O2
//! stdout: 2000 steps, 0 wrong, at most 29 live, one part left
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Size = 16384, Live = 64 };
struct header {
    uint32_t size : 20; /* in bytes, header and footer included */
    uint32_t used : 1;
    uint32_t unset : 11;
};
union word {
    struct header header;
    uint32_t footer; /* the size again, at the end of a free part */
};
static unsigned char *memory;

static struct header *at(size_t offset) {
    return (struct header *)(void *)(memory + offset);
}

__attribute__((noinline)) static void make(size_t offset, size_t size, int used) {
    struct header *h = at(offset);
    h->size = size & 0xfffff;
    h->used = used & 1;
    ((union word *)(void *)(memory + offset + size))[-1].header.size = size & 0xfffff;
    ((union word *)(void *)(memory + offset + size))[-1].header.used = used & 1;
}

__attribute__((noinline)) static void *take(size_t bytes) {
    size_t size = (bytes + 8 + 15) & ~(size_t)15;
    for (size_t offset = 0; offset < Size; offset += at(offset)->size) {
        struct header h = *at(offset);
        if (h.used || h.size < size) {
            continue;
        }
        if (h.size - size >= 16) {
            make(offset + size, h.size - size, 0);
        } else {
            size = h.size;
        }
        make(offset, size, 1);
        return memory + offset + 4;
    }
    return NULL;
}

__attribute__((noinline)) static void give(void *block) {
    size_t offset = (size_t)((unsigned char *)block - memory) - 4, size = at(offset)->size;
    if (offset + size < Size && !at(offset + size)->used) {
        size += at(offset + size)->size;
    }
    if (offset > 0 && !at(offset - 4)->used) {
        size_t before = at(offset - 4)->size;
        offset -= before;
        size += before;
    }
    make(offset, size, 0);
}

int main(void) {
    memory = malloc(Size);
    make(0, Size, 0);
    unsigned char *blocks[Live];
    unsigned sizes[Live], seed = 7;
    int live = 0, wrong = 0, most = 0;
    for (int step = 0; step < 2000; step++) {
        seed = seed * 1664525u + 1013904223u;
        if (live < Live && seed >> 16 & 1) {
            sizes[live] = 1 + (seed >> 20) % 400;
            blocks[live] = take(sizes[live]);
            if (blocks[live]) {
                memset(blocks[live], (int)sizes[live] & 255, (sizes[live] + 1) / 2);
                live++;
            }
        } else if (live > 0) {
            int which = (int)((seed >> 20) % (unsigned)live);
            for (unsigned i = 0; i < (sizes[which] + 1) / 2; i++) {
                wrong += blocks[which][i] != (sizes[which] & 255);
            }
            give(blocks[which]);
            blocks[which] = blocks[--live];
            sizes[which] = sizes[live];
        }
        most = live > most ? live : most;
    }
    while (live > 0) {
        give(blocks[--live]);
    }
    int whole = at(0)->size == Size && !at(0)->used;
    printf("2000 steps, %d wrong, at most %d live, %s\n", wrong, most, whole ? "one part left" : "in parts");
    free(memory);
    return 0;
}
