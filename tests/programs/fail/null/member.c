// A member of a struct that is not there: the address is the member's offset.
#include <stddef.h>

struct node {
    int values[4];
    struct node *next;
};

int main(void) {
    struct node *n = NULL;
    n = n->next; //~ InvalidRead
    return 0;
}
