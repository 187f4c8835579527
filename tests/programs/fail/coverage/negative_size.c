// A length that became negative is as large as an address.
//! exit: 134
#include <stdlib.h>
#include <string.h>

static void clear(char *text, int from, int to) {
    memset(text + from, 0, to - from); //~ InvalidWrite
}

int main(void) {
    char *text = malloc(16); //~ Leak_StillReachable
    clear(text, 9, 8);
    free(text);
    return 0;
}
