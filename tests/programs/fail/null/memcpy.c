// memcpy from a null pointer.
#include <stddef.h>
#include <string.h>

int main(void) {
    char target[40];
    size_t n = sizeof target;
    const char *source = NULL;
    memcpy(target, source, n); //~ InvalidRead
    return 0;
}
