// An element of an array that is not there.
#include <stddef.h>

int main(void) {
    char *p = NULL;
    p[100] = 'a'; //~ InvalidWrite
    return 0;
}
