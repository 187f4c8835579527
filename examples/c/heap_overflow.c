// Five ints are p[0] to p[4]. p[5] is the first one that is not yours.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *p = malloc(5 * sizeof *p);
    if (p == NULL) {
        return 1;
    }
    for (int i = 0; i < 5; i++) {
        p[i] = i * i;
    }

    p[5] = 25;
    //~^ InvalidWrite

    printf("%d\n", p[4]);
    free(p);
    return 0;
}
