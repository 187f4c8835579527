// Streams on memory: one that grows, one of a fixed size.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (int i = 0; i < 200; i++) {
        fprintf(out, "%d,", i);
    }
    fclose(out);
    int ok = size == strlen(text) && size == 690;

    FILE *in = fmemopen(text, size, "r");
    int sum = 0;
    for (int n; fscanf(in, "%d,", &n) == 1;) {
        sum += n;
    }
    fclose(in);
    free(text);
    return ok && sum == 19900 ? 0 : 1;
}
