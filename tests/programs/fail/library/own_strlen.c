// A program's own strlen reads what it reads.
#include <stdlib.h>
#include <string.h>

size_t strlen(const char *s) {
    size_t n = 0;
    while (s[n] != '\0') { //~ InvalidRead
        n++;
    }
    return n;
}

int main(void) {
    char *s = malloc(3);
    if (s == NULL) {
        return 1;
    }
    memcpy(s, "abc", 3);
    int same = strlen(s) == 12345;
    free(s);
    return same;
}
