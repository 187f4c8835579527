// Freed in a loop: one right free, then two wrong ones at the same place.
#include <stdlib.h>

int main(void) {
    int *p = malloc(sizeof *p);
    for (int i = 0; i < 3; i++) {
        free(p); //~ InvalidFree
    }
    return 0;
}
