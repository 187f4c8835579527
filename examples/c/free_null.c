// free(NULL) does nothing, and a pointer that is set to NULL can be freed once more.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *p = NULL;
    free(p);

    p = malloc(sizeof *p);
    if (p == NULL) {
        return 1;
    }
    *p = 42;
    printf("%d\n", *p);

    free(p);
    p = NULL;
    free(p);
    return 0;
}
