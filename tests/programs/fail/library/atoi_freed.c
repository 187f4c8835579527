// A number parsed from a freed buffer.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(8);
    strcpy(p, "1234");
    free(p);
    int n = atoi(p); //~ InvalidRead
    (void)n;
    return 0;
}
