// Two pointers to one block, and each of them is freed.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *a = malloc(sizeof *a);
    if (a == NULL) {
        return 1;
    }
    *a = 42;

    int *b = a; // a second name, not a second block
    printf("%d %d\n", *a, *b);

    free(a);
    free(b);
    //~^ InvalidFree
    return 0;
}
