// setvbuf and setbuf with buffers that were never set: stdio writes out what it put in, not the whole buffer.
//! levels: -O0 -O2
//! stdin: 1 2 3 4 5
//! stdout: sum 15
//! stdout: ................................................................................................... 99
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static void dots(int count) {
    for (int i = 0; i < count; i++) {
        putchar('.');
    }
    printf(" %d\n", count);
}

int main(void) {
    char *out = malloc(64);
    char *in = malloc(BUFSIZ);
    setvbuf(stdout, out, _IOFBF, 64);
    setbuf(stdin, in);
    int sum = 0, next;
    while (scanf("%d", &next) == 1) {
        sum += next;
    }
    printf("sum %d\n", sum);
    dots(99);
    fflush(stdout);
    setvbuf(stdout, NULL, _IONBF, 0);
    setvbuf(stdin, NULL, _IONBF, 0);
    free(out);
    free(in);
    return 0;
}
