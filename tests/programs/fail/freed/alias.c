// Two names for one block: freed by one, used by the other.
#include <stdlib.h>

struct account {
    int id;
    int balance;
};

int main(void) {
    struct account *a = calloc(1, sizeof *a);
    struct account *b = a;
    free(a);
    b->balance += 10; //~ InvalidRead InvalidWrite
    return 0;
}
