// The program ends in a function that calls nobody, whose frame alone holds the pointer.
//! exit: 134
#include <stdlib.h>

static int divide(int *p, int n) {
    int *only = p;
    return *only / n; //~ Trap
}

int main(void) {
    return divide(calloc(1, sizeof(int)), 0); //~ Leak_StillReachable
}
