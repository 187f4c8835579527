// How often the loop runs depends on a number that nobody set.
#include <stdio.h>
#include <stdlib.h>

struct list {
    int count;
    int items[8];
};

int main(void) {
    struct list *l = malloc(sizeof *l);
    for (int i = 0; i < 8; i++) {
        l->items[i] = i;
    }
    int sum = 0;
    for (int i = 0; i < (l->count & 7); i++) { //~ UninitCondition
        sum += i;
    }
    (void)sum;
    free(l);
    return 0;
}
