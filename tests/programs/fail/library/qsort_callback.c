// The callback reads its elements as eight bytes each; they have four.
#include <stdint.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) {
    return *(const int64_t *)a < *(const int64_t *)b ? -1 : 1; //~ InvalidRead
}

int main(void) {
    int32_t *p = malloc(2 * sizeof *p);
    p[0] = 2;
    p[1] = 1;
    qsort(p, 2, sizeof *p, compare);
    free(p);
    return 0;
}
