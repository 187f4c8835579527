// alloca in a loop of one function: each piece stays until the function returns, and is passed on.
#include <alloca.h>
#include <stddef.h>

struct node {
    int value;
    struct node *next;
};

static int sum(const struct node *n) {
    int s = 0;
    for (; n != NULL; n = n->next) {
        s += n->value;
    }
    return s;
}

static int sum_to(int limit) {
    struct node *head = NULL;
    for (int i = 1; i <= limit; i++) {
        struct node *n = alloca(sizeof *n);
        n->value = i;
        n->next = head;
        head = n;
    }
    return sum(head);
}

int main(void) {
    return sum_to(100) == 5050 && sum_to(1000) == 500500 ? 0 : 1;
}
