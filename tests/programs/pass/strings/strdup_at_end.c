// strdup, strndup and printf's %s and %.*s on strings that fill their blocks.
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (int n = 1; n <= 40; n++) {
        char *p = malloc(n);
        memset(p, 'a', n);
        char *copy = strndup(p, n); // p has no NUL
        char text[64];
        int printed = snprintf(text, sizeof text, "%.*s", n, p);
        p[n - 1] = '\0';
        char *shorter = strdup(p);
        printed += snprintf(text, sizeof text, "%s", p);
        int ok = strlen(copy) == (size_t)n && strlen(shorter) == (size_t)n - 1 && printed == 2 * n - 1;
        free(shorter);
        free(copy);
        free(p);
        if (!ok) {
            return 1;
        }
    }
    return 0;
}
