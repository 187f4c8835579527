// Memory that the program asks the engine for, without the C library.
#include <stdlib.h>
#include <string.h>

int main(void) {
#ifdef __wasm__
    size_t before = __builtin_wasm_memory_size(0);
    size_t old = __builtin_wasm_memory_grow(0, 2);
    if (old == (size_t)-1 || old != before || __builtin_wasm_memory_size(0) != before + 2) {
        return 1;
    }
    char *p = (char *)(old * 65536);
    memset(p, 'a', 2 * 65536);
    char *block = malloc(200000);
    memset(block, 'b', 200000);
    int ok = p[0] == 'a' && p[2 * 65536 - 1] == 'a';
    free(block);
    return ok ? 0 : 2;
#else
    return 0;
#endif
}
