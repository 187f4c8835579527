// For tests/trace.test.ts, which names lines of this file.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int total;

static void add(int *sum, int n) {
    *sum += n;
}

int main(void) {
    int x = 1;
    int *p = &x;
    char text[8];
    x = 1;
    memcpy(text, "abc", 4);
    for (int i = 0; i < 3; i++) {
        add(&total, i);
    }
    *p = 7;
    int *block = malloc(2 * sizeof *block);
    block[0] = x;
    block[1] = block[0];
    block[0] = 7;
    snprintf(text, sizeof text, "%d", total);
    free(block);
    puts(text);
    return 0;
}
