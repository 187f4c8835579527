// strlen does not count the terminating NUL.
#include <stdlib.h>
#include <string.h>

int main(void) {
    const char *source = "redzone";
    size_t length = strlen(source);
    char *copy = malloc(length);
    for (size_t i = 0; i < length; i++) {
        copy[i] = source[i];
    }
    copy[length] = '\0'; //~ InvalidWrite
    free(copy);
    return 0;
}
