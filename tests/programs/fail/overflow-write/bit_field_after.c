// A bit-field is written by reading its word, changing bits, and writing it back.
#include <stdlib.h>

struct flags {
    unsigned visible : 1;
    unsigned colour : 7;
    unsigned rest : 24;
};

int main(void) {
    struct flags *p = calloc(2, sizeof *p);
    p[1].colour = 5;
    p[2].colour = 6; //~ InvalidRead InvalidWrite
    free(p);
    return 0;
}
