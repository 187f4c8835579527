// A default text that is sometimes a literal, sometimes a copy, and always freed.
#include <stdlib.h>
#include <string.h>

static char *title(const char *given) {
    return given != NULL ? strdup(given) : "untitled";
}

int main(void) {
    char *a = title("redzone");
    char *b = title(NULL);
    free(a);
    free(b); //~ InvalidFree
    return 0;
}
