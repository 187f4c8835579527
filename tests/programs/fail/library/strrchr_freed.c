// strrchr measures the string and then searches it: each of its 8 bytes counts once, in one error.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *text = malloc(8);
    if (text == NULL) {
        return 1;
    }
    memcpy(text, "redzone", 8);
    free(text);
    const char *found = strrchr(text, 'x'); //~ InvalidRead
    return found != NULL;
}
