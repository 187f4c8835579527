// A list of lists, reversed in place, and freed by a recursion.
#include <stdlib.h>

struct node {
    struct node *next, *children;
    int value;
};

static struct node *cons(int value, struct node *children, struct node *next) {
    struct node *n = malloc(sizeof *n);
    *n = (struct node){next, children, value};
    return n;
}

static struct node *reverse(struct node *head) {
    struct node *done = NULL;
    while (head != NULL) {
        struct node *next = head->next;
        head->children = reverse(head->children);
        head->next = done;
        done = head;
        head = next;
    }
    return done;
}

static int checksum_and_free(struct node *n, int position) {
    if (n == NULL) {
        return 0;
    }
    int sum = n->value * position + checksum_and_free(n->children, 1) +
              checksum_and_free(n->next, position + 1);
    free(n);
    return sum;
}

int main(void) {
    struct node *list = NULL;
    for (int i = 1; i <= 10; i++) {
        list = cons(i, cons(1, NULL, cons(2, NULL, NULL)), list);
    }
    return checksum_and_free(reverse(list), 1) == 385 + 10 * 4 ? 0 : 1;
}
