// strlen of a null pointer.
#include <stddef.h>
#include <string.h>

int main(void) {
    const char *name = NULL;
    size_t n = strlen(name); //~ InvalidRead
    (void)n;
    return 0;
}
