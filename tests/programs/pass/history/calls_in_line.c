// Lines that go on after a call: what they do then is theirs, though the step began in the function that they called.
//! stdout: 7 9
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
};

static int next_value(void) {
    static int last = 6;
    return ++last;
}

static struct node *make(struct node *next) {
    struct node *n = malloc(sizeof *n); //@ allocated 1 2
    n->value = next_value(); //@ written 1 2
    n->next = next; //@ written 1 2
    return n;
}

static struct node *same(struct node *n) {
    return n;
}

static int set(struct node *n, int value) {
    return n->value = value; // in one step with what the caller does with it
}

static size_t length(void) {
    return 4;
}

int main(void) {
    struct node *list = make(make(NULL));
    char *text = malloc(length()); //@ allocated 3
    text[length() - 1] = 0; //@ written 3
    int old = list->next->value;
    list->value = set(list->next, 8) + 1;
    printf("%d %d\n", old, list->value);
    free(text); //@ freed 3
    free(same(list->next)); //@ freed 1
    free(same(list)); //@ freed 2
    return 0;
}
