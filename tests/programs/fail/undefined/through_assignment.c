// A struct is assigned twice on its way from where it was not filled to where it is used.
#include <stdio.h>

struct pair {
    long key;
    long value;
};

static struct pair table[2];

int main(void) {
    struct pair made;
    made.key = 5;
    struct pair copy = made;
    table[1] = copy;
    if (table[1].key == 5 && table[0].value == 0) {
        puts("filled");
    }
    if (table[1].value) { //~ UninitCondition
        puts("a value");
    }
    return 0;
}
