// Copies, fills and comparisons of no bytes at the end of arrays touch nothing.
//! levels: -O0 -O2
//! stdout: 0 0 done
#include <stdio.h>
#include <string.h>

static char global[16];

int main(void) {
    char local[16];
    volatile size_t none = 0;
    memset(local, 0, sizeof local);
    memset(local + 16, 1, none);
    memcpy(global + 16, local + 16, none);
    memmove(local + 16, global + 16, none);
    int same = memcmp(local + 16, global + 16, none);
    int text = strncmp(local + 16, global + 16, none);
    snprintf(local + 16, none, "nothing");
    fwrite(local + 16, 1, none, stdout);
    printf("%d %d done\n", same, text);
    return 0;
}
