// writev of the defined parts of larger blocks, in a list of parts that is itself longer than what is used of it.
//! levels: -O0 -O2
//! stdout: one, two and three
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

__attribute__((noinline)) static void add(struct iovec *parts, int *count, const char *text) {
    char *block = malloc(80);
    memcpy(block + 9, text, strlen(text));
    parts[*count].iov_base = block + 9;
    parts[(*count)++].iov_len = strlen(text);
}

int main(void) {
    struct iovec *parts = malloc(16 * sizeof *parts);
    int count = 0;
    add(parts, &count, "one, ");
    add(parts, &count, "two");
    add(parts, &count, "");
    add(parts, &count, " and three\n");
    size_t all = 0;
    for (int i = 0; i < count; i++) {
        all += parts[i].iov_len;
    }
    int wrong = writev(1, parts, count) != (ssize_t)all;
    for (int i = 0; i < count; i++) {
        free((char *)parts[i].iov_base - 9);
    }
    free(parts);
    return wrong;
}
