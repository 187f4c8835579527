// getenv gives a null pointer for a variable that is not set.
#include <stdlib.h>
#include <string.h>

int main(void) {
    const char *name = getenv("REDZONE_NOT_SET");
    int same = strcmp(name, "x") == 0; //~ InvalidRead
    (void)same;
    return 0;
}
