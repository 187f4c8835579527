// qsort moves structs with padding and with a payload that was never set; the comparison reads only the keys.
//! levels: -O0 -O2
//! stdout: 1a 2b 3a 4b 5a 6b 7a 8b 9a 10b 11a 12b
#include <stdio.h>
#include <stdlib.h>

struct row {
    char letter;
    int key;
    char unset[37];
    short more;
};

static int by_key(const void *a, const void *b) {
    const struct row *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

int main(void) {
    enum { Rows = 12 };
    struct row *rows = malloc(Rows * sizeof *rows);
    for (int i = 0; i < Rows; i++) {
        int key = i * 5 % Rows + 1;
        rows[i].key = key;
        rows[i].letter = key % 2 ? 'a' : 'b';
    }
    qsort(rows, Rows, sizeof *rows, by_key);
    for (int i = 0; i < Rows; i++) {
        printf("%s%d%c", i ? " " : "", rows[i].key, rows[i].letter);
    }
    printf("\n");
    free(rows);
    return 0;
}
