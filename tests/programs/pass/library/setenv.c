// setenv and unsetenv allocate for the library; what is theirs is not the program's leak.
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

int main(void) {
    setenv("NAME", "first", 1);
    setenv("NAME", "a second and longer value", 1);
    const char *value = getenv("NAME");
    int ok = value != NULL && strlen(value) == 25;
    unsetenv("NAME");
    return ok && getenv("NAME") == NULL ? 0 : 1;
}
