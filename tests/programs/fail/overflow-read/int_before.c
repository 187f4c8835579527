// An index of -1 from a search that found nothing.
#include <stdlib.h>

static int find(const int *p, int n, int wanted) {
    for (int i = 0; i < n; i++) {
        if (p[i] == wanted) {
            return i;
        }
    }
    return -1;
}

int main(void) {
    int *p = calloc(4, sizeof *p);
    int found = p[find(p, 4, 7)]; //~ InvalidRead
    (void)found;
    free(p);
    return 0;
}
