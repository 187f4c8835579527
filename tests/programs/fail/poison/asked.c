// A program may ask what it must not touch, and touch it all the same.
#include <sanitizer/asan_interface.h>
#include <stdlib.h>

int main(void) {
    char *memory = malloc(64);
    ASAN_POISON_MEMORY_REGION(memory + 32, 32);
    if (__asan_address_is_poisoned(memory + 31)) memory[31] = 0;
    if (__asan_address_is_poisoned(memory + 40)) memory[40] = 1; //~ InvalidWrite
    char *first = __asan_region_is_poisoned(memory, 64);
    if (first == memory + 32) *first = 2; //~ InvalidWrite
    ASAN_UNPOISON_MEMORY_REGION(memory + 32, 32);
    if (__asan_region_is_poisoned(memory, 64) == NULL) memory[64] = 3; //~ InvalidWrite
    free(memory);
    return 0;
}
