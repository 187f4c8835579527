// snprintf of a number of which only the highest bit is set: its digits are looked up in a table.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char text[16];
    unsigned *p = malloc(sizeof *p);
    snprintf(text, sizeof text, "%08x", *p | 0x80000000u); //~ UninitValue
    free(p);
    return 0;
}
