// A pointer to just behind a block may be made and compared, only not followed.
#include <stdlib.h>

int main(void) {
    int *begin = malloc(10 * sizeof *begin);
    int *end = begin + 10;
    int i = 0;
    for (int *p = begin; p != end; p++) {
        *p = i++;
    }
    int sum = 0;
    for (int *p = end; p > begin;) {
        sum += *--p;
    }
    long size = end - begin;
    free(begin);
    return sum == 45 && size == 10 ? 0 : 1;
}
