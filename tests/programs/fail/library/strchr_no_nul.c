// strchr looks for a character that is not there in a string that does not end.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(8);
    memset(p, 'a', 8);
    char *found = strchr(p, '='); //~ InvalidRead
    (void)found;
    free(p);
    return 0;
}
