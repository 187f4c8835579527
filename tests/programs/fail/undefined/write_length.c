// The number of bytes to write was never set.
#include <stdlib.h>
#include <unistd.h>

struct message {
    char text[8];
    size_t length;
};

int main(void) {
    struct message *m = calloc(2, sizeof *m);
    struct message *copy = malloc(sizeof *copy);
    *m = (struct message){"hello\n", 6};
    for (int i = 0; i < 8; i++) {
        copy->text[i] = m->text[i];
    }
    ssize_t n = write(1, copy->text, copy->length & 7); //~ SyscallParam
    (void)n;
    free(copy);
    free(m);
    return 0;
}
