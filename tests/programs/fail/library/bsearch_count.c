// bsearch is told twice as many elements as there are.
#include <stdlib.h>

static int compare(const void *key, const void *element) {
    int x = *(const int *)key;
    int y = *(const int *)element; //~ InvalidRead
    return (x > y) - (x < y);
}

int main(void) {
    int *p = calloc(4, sizeof *p);
    int key = 7;
    bsearch(&key, p, 8, sizeof *p, compare);
    free(p);
    return 0;
}
