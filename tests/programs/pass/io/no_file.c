// A file that cannot be opened: NULL, errno, and a message; nothing is leaked.
#include <errno.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    FILE *f = fopen("/no/such/file", "r");
    if (f != NULL) {
        fclose(f);
        return 1;
    }
    const char *reason = strerror(errno);
    fprintf(stderr, "%s\n", reason);
    return strlen(reason) > 0 ? 0 : 2;
}
