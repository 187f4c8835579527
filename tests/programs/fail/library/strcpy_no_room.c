// strcpy copies the NUL too: 8 bytes into 7.
#include <stdlib.h>
#include <string.h>

int main(void) {
    const char *source = "redzone";
    char *p = malloc(strlen(source));
    strcpy(p, source); //~ InvalidWrite
    free(p);
    return 0;
}
