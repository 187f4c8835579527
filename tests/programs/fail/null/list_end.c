// A list of two nodes, walked three steps: a list's end is a null pointer.
#include <stddef.h>

struct node {
    int value;
    struct node *next;
};

int main(void) {
    struct node second = {2, NULL};
    struct node first = {1, &second};
    int sum = 0;
    struct node *n = &first;
    for (int i = 0; i < 3; i++) {
        sum += n->value; //~ InvalidRead
        n = n->next;     //~ InvalidRead
    }
    (void)sum;
    return 0;
}
