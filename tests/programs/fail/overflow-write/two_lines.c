// Two lines, two errors: an access that is carried out does not hide the next one.
#include <stdlib.h>

int main(void) {
    char *p = malloc(3);
    p[3] = 'a'; //~ InvalidWrite
    p[4] = 'b'; //~ InvalidWrite
    free(p);
    return 0;
}
