// What may be asked: free(NULL), realloc(NULL, n), malloc(0), calloc with a zero.
#include <stdlib.h>

int main(void) {
    free(NULL);

    int *p = realloc(NULL, 2 * sizeof *p);
    p[0] = 1;
    p[1] = 2;
    free(p);

    char *empty = malloc(0);
    char *another = malloc(0);
    int different = empty == NULL || empty != another;
    free(empty);
    free(another);

    free(calloc(0, 8));
    free(calloc(8, 0));
    return different ? 0 : 1;
}
