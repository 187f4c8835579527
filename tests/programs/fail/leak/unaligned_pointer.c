// A pointer is looked for at aligned addresses only, as in Memcheck.
#include <stdlib.h>

static struct __attribute__((packed)) {
    char tag;
    char *text;
} record;

int main(void) {
    record.text = calloc(16, 1); //~ Leak_DefinitelyLost
    return 0;
}
