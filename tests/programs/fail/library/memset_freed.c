// A key is wiped after the block was freed.
#include <stdlib.h>
#include <string.h>

static void wipe(char *key, size_t n) {
    memset(key, 0, n); //~ InvalidWrite
}

int main(void) {
    char *key = malloc(32);
    memset(key, 'k', 32);
    free(key);
    wipe(key, 32);
    return 0;
}
