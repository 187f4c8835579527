// An arena that forbids what it has not handed out, as programs do for AddressSanitizer.
#include <sanitizer/asan_interface.h>
#include <stdlib.h>

struct arena {
    char *memory;
    size_t used, size;
};

static void *take(struct arena *arena, size_t size) {
    char *piece = arena->memory + arena->used;
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    arena->used += (size + 15) / 8 * 8;
    return piece;
}

int main(void) {
    struct arena arena = {malloc(256), 0, 256};
    ASAN_POISON_MEMORY_REGION(arena.memory, arena.size);
    char *name = take(&arena, 5);
    int *numbers = take(&arena, 3 * sizeof *numbers);
    for (int i = 0; i < 5; i++) name[i] = 'a';
    for (int i = 0; i <= 3; i++) numbers[i] = i; //~ InvalidWrite
    name[5] = 0; //~ InvalidWrite
    free(arena.memory);
    return 0;
}
