// realloc wants the pointer that malloc gave, not one into the middle.
#include <stdlib.h>

int main(void) {
    char *p = malloc(10);
    char *q = realloc(p + 4, 20); //~ InvalidFree
    free(q);
    free(p);
    return 0;
}
