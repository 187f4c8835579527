// A flexible array member one element too short: the header was counted, one element was not.
#include <stdlib.h>

struct samples {
    int count;
    int values[];
};

int main(void) {
    int n = 4;
    struct samples *s = malloc(sizeof *s + (n - 1) * sizeof s->values[0]);
    s->count = n;
    for (int i = 0; i < n; i++) {
        s->values[i] = i; //~ InvalidWrite
    }
    free(s);
    return 0;
}
