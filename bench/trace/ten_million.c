/* Ten million steps: a list that is summed up and an array that is changed, over and over; then both are given back. */
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static int sum(const struct node *list) {
    int total = 0;
    for (; list != NULL; list = list->next)
        total += list->value;
    return total;
}

int main(void) {
    int counts[100];
    for (int i = 0; i < 100; i++)
        counts[i] = i;
    struct node *list = NULL;
    for (int i = 0; i < 100; i++) {
        struct node *n = malloc(sizeof *n);
        n->value = i;
        n->next = list;
        list = n;
    }
    long total = 0;
    for (int round = 0; round < 25000; round++) {
        total += sum(list);
        for (int i = 0; i < 100; i++)
            counts[i] += total & 7;
    }
    printf("%ld %d\n", total, counts[5]);
    while (list != NULL) {
        struct node *next = list->next;
        free(list);
        list = next;
    }
    return 0;
}
