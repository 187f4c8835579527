// A short is written into a union and an int is read: its upper half was never set.
#include <stdio.h>

union number {
    short narrow;
    int wide;
};

int main(void) {
    union number n;
    n.narrow = 7;
    if (n.narrow == 7) {
        puts("seven");
    }
    if (n.wide == 7) { //~ UninitCondition
        puts("seven again");
    }
    return 0;
}
