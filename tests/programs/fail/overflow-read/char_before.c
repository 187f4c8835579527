// Trimming spaces from the end of a string that is all spaces.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *p = malloc(4);
    strcpy(p, "   ");
    int n = 3;
    while (p[n - 1] == ' ') { //~ InvalidRead
        n--;
    }
    free(p);
    return 0;
}
