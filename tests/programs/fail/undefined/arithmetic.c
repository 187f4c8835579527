// Sums, products and shifts of an undefined number are undefined, and nothing is said until the end.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *celsius = malloc(sizeof *celsius);
    int fahrenheit = *celsius * 9 / 5 + 32;
    int shown = (fahrenheit << 1) - fahrenheit;
    if (shown > 100) { //~ UninitCondition
        puts("hot");
    }
    free(celsius);
    return 0;
}
