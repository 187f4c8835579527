// A stream into memory that grows: its buffer is defined as far as it was written.
//! levels: -O0 -O2
//! stdout: 3889 characters, 1000 numbers, the last is 999
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static char *numbers(size_t *size) {
    char *text;
    FILE *stream = open_memstream(&text, size);
    for (int i = 0; i < 1000; i++) {
        fprintf(stream, i ? " %d" : "%d", i);
    }
    fclose(stream);
    return text;
}

int main(void) {
    size_t size;
    char *text = numbers(&size);
    FILE *back = fmemopen(text, size, "r");
    int count = 0, next, last = 0;
    while (fscanf(back, "%d", &next) == 1) {
        last = next;
        count++;
    }
    fclose(back);
    printf("%d characters, %d numbers, the last is %d\n", (int)size, count, last);
    free(text);
    return 0;
}
