// The C library's trees, hash tables and sorting, over elements of which only the keys are set.
//! levels: -O0 -O2
//! stdout: 100 in the tree, 7 to 97, 3 of 4 in the table, sorted: 0 1 2 3 4 5 6 7 8 9
#define _GNU_SOURCE
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct element {
    char unset;
    int key;
    char more_unset[45];
};

static int by_key(const void *a, const void *b) {
    const struct element *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int visited, lowest = 1000, highest;

static void visit(const void *node, VISIT when, int depth) {
    (void)depth;
    if (when == postorder || when == leaf) {
        int key = (*(struct element *const *)node)->key;
        visited++;
        lowest = key < lowest ? key : lowest;
        highest = key > highest ? key : highest;
    }
}

int main(void) {
    void *root = NULL;
    struct element *elements = malloc(100 * sizeof *elements);
    for (int i = 0; i < 100; i++) {
        elements[i].key = i * 37 % 100;
        tsearch(&elements[i], &root, by_key);
    }
    for (int i = 0; i < 100; i++) {
        if (elements[i].key < 7 || elements[i].key > 97) {
            tdelete(&elements[i], &root, by_key);
            visited++;
        }
    }
    twalk(root, visit);
    printf("%d in the tree, %d to %d, ", visited, lowest, highest);
    for (int i = 0; i < 100; i++) {
        if (elements[i].key >= 7 && elements[i].key <= 97) {
            tdelete(&elements[i], &root, by_key);
        }
    }
    hcreate(50);
    static char words[3][6] = {"one", "two", "three"};
    for (int i = 0; i < 3; i++) {
        ENTRY entry = {.key = words[i], .data = &elements[i]};
        hsearch(entry, ENTER);
    }
    int found = 0;
    for (int i = 0; i < 4; i++) {
        char *word = malloc(60);
        strcpy(word, i < 3 ? words[i] : "four");
        ENTRY entry = {.key = word, .data = NULL};
        ENTRY *result = hsearch(entry, FIND);
        found += result && result->data == &elements[i];
        free(word);
    }
    hdestroy();
    qsort(elements, 100, sizeof *elements, by_key);
    printf("%d of 4 in the table, sorted:", found);
    for (int i = 0; i < 10; i++) {
        struct element key, *same;
        key.key = i;
        same = bsearch(&key, elements, 100, sizeof *elements, by_key);
        printf(" %d", same ? same->key : -1);
    }
    printf("\n");
    free(elements);
    return 0;
}
