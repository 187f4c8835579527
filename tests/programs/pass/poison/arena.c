// Memory that a program forbids itself and allows again, and gives back while it is forbidden.
//! levels: -O0 -O2
//! stdout: 7
#include <sanitizer/asan_interface.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *memory = malloc(100);
    memset(memory, 7, 100);
    ASAN_POISON_MEMORY_REGION(memory + 32, 68);
    ASAN_UNPOISON_MEMORY_REGION(memory + 32, 40);
    printf("%d\n", memory[71]);
    free(memory);
    return 0;
}
