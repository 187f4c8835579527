// qsort and bsearch on heap arrays of elements of odd sizes.
#include <stdlib.h>
#include <string.h>

struct entry {
    char key[3];
    char value[4];
};

static int compare(const void *a, const void *b) {
    return memcmp(a, b, 3);
}

int main(void) {
    enum { N = 101 };
    struct entry *entries = malloc(N * sizeof *entries);
    for (int i = 0; i < N; i++) {
        int k = i * 37 % N;
        entries[i] = (struct entry){{'a' + k / 26, 'a' + k % 26, '.'}, "val"};
    }
    qsort(entries, N, sizeof *entries, compare);
    struct entry *last = bsearch("dw.", entries, N, sizeof *entries, compare);
    struct entry *none = bsearch("zzz", entries, N, sizeof *entries, compare);
    int ok = last == &entries[N - 1] && none == NULL;
    for (int i = 1; i < N; i++) {
        ok = ok && compare(&entries[i - 1], &entries[i]) < 0;
    }
    free(entries);
    return ok ? 0 : 1;
}
