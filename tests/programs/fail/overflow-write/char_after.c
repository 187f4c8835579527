// One char written just after a block.
#include <stdlib.h>

int main(void) {
    char *p = malloc(10);
    for (int i = 0; i < 10; i++) {
        p[i] = 'a';
    }
    p[10] = '\0'; //~ InvalidWrite
    free(p);
    return 0;
}
