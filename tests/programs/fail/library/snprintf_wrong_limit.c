// snprintf is safe only as far as its limit is true.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *text = malloc(8);
    size_t limit = 80;
    snprintf(text, limit, "%s, %s", "hello", "world"); //~ InvalidWrite
    free(text);
    return 0;
}
