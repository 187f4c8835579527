// Two constants after a `?:`: clang selects one without deciding, and so it is the pointer to the text
// that is undefined. (Natively gcc makes a branch, and Valgrind calls it a condition.)
#include <stdlib.h>

int main(void) {
    int *level = malloc(sizeof *level);
    const char *name = *level > 9 ? "high" : "low";
    char initial = name[0]; //~ UninitValue
    (void)initial;
    free(level);
    return 0;
}
