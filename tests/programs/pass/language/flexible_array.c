// A flexible array member with exactly as much memory as it needs.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct text {
    unsigned char length;
    char letters[];
};

int main(void) {
    for (unsigned char n = 0; n < 50; n++) {
        struct text *t = malloc(offsetof(struct text, letters) + n);
        t->length = n;
        memset(t->letters, 'a', n);
        if (n > 0 && t->letters[t->length - 1] != 'a') {
            return 1;
        }
        free(t);
    }
    return 0;
}
