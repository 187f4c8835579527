// strdup and strndup allocate.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *a = strdup("redzone");     //~ Leak_DefinitelyLost
    char *b = strndup("redzone", 3); //~ Leak_DefinitelyLost
    return a[0] - b[0];
}
