// A conversion to int of an undefined double is an undefined int.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    double *price = malloc(sizeof *price);
    int cents = (int)(*price * 100);
    if (cents < 1) { //~ UninitCondition
        puts("for nothing");
    }
    free(price);
    return 0;
}
