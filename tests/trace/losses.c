// For tests/trace.test.ts: behind "loses" stand the blocks, in the order of their allocation, whose last pointer the line takes away.
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static int *kept;

static int *make(void) {
    int *p = malloc(4); // 5
    *p = 7;
    return p;
}

static int twice(int *a, int b) {
    return *a + b; //~ loses 5
}

static int one(void) {
    int x = 1;
    return x;
}

static void forget(int *p) {
    p[0] = 1; // the caller still has it
}

int main(void) {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
        int *q = malloc(8); // 1 2 3
        q[0] = i;
        sum += q[0]; //~ loses 1 2 3
    }
    {
        int *inner = malloc(16); // 4
        inner[0] = sum; //~ loses 4
    }
    sum += twice(make(), one());

    int *r = malloc(32); // 6
    forget(r);
    r[0] = sum;
    r = realloc(r, 64); // 7
    r = NULL; //~ loses 7

    struct node *list = NULL;
    for (int i = 0; i < 2; i++) {
        struct node *n = malloc(sizeof *n); // 8 9
        n->next = list;
        n->value = i;
        list = n;
    }
    list = list->next; //~ loses 9
    kept = malloc(4); // 10
    malloc(4); //~ loses 11
    int *swapped = malloc(4); // 12
    int *other = swapped;
    swapped = NULL;
    sum++;
    other = NULL; //~ loses 12
    return sum > 100; //~ loses 8
}
