// snprintf of an undefined number: its digits are looked up in a table, as often as it takes.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char text[16];
    unsigned *p = malloc(sizeof *p);
    snprintf(text, sizeof text, "%08x", *p); //~ UninitCondition UninitValue
    free(p);
    return 0;
}
