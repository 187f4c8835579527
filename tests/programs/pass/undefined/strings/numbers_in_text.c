// strtol, strtod and atoi in a buffer whose rest was never set; the end pointer says how far they looked.
//! levels: -O0 -O2
//! stdout: 12 -0.5 255 7 1e+10, sum 10000000273.5
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static char *text(const char *constant) {
    char *buffer = malloc(120);
    strcpy(buffer + 3, constant);
    return buffer;
}

int main(void) {
    char *buffer = text("12,-0.5,0xff,7,1e10");
    double sum = 0;
    char *at = buffer + 3;
    int index = 0;
    while (*at) {
        char *end;
        double value;
        if (index % 2 == 0 && index < 4) {
            value = (double)strtol(at, &end, 0);
        } else if (index == 3) {
            value = atoi(at);
            end = at + 1;
        } else {
            value = strtod(at, &end);
        }
        printf("%g%s", value, *end == ',' ? " " : ", ");
        sum += value;
        index++;
        at = *end == ',' ? end + 1 : end;
    }
    printf("sum %.1f\n", sum);
    free(buffer);
    return 0;
}
