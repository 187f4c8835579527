// One char read just after a block: the string has no NUL.
#include <stdlib.h>

int main(void) {
    char *p = malloc(4);
    for (int i = 0; i < 4; i++) {
        p[i] = "redzone"[i];
    }
    char c = p[4]; //~ InvalidRead
    (void)c;
    free(p);
    return 0;
}
