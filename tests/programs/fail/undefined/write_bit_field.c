// Five bits of a byte are defined. A byte can only be written whole.
#include <stdlib.h>
#include <unistd.h>

struct flags {
    unsigned char low : 5;
    unsigned char high : 3;
};

int main(void) {
    struct flags *f = malloc(sizeof *f);
    f->low = 17;
    ssize_t n = write(1, f, sizeof *f); //~ SyscallParam
    free(f);
    return n != 1;
}
