// qsort and bsearch call comparisons that have arrays of their own, on a local array and a global
// one.
//! levels: -O0 -O2
//! stdout: apple fig kiwi pear 1 2 3 5 8 found
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int numbers[5] = {8, 3, 1, 5, 2};

static int by_key(const void *a, const void *b) {
    char left[6];
    char right[6];
    memcpy(left, a, sizeof left);
    memcpy(right, b, sizeof right);
    return memcmp(left, right, sizeof left);
}

static int by_number(const void *a, const void *b) {
    int pair[2] = {*(const int *)a, *(const int *)b};
    return (pair[0] > pair[1]) - (pair[0] < pair[1]);
}

int main(void) {
    char fruits[4][6] = {"pear", "apple", "kiwi", "fig"};
    qsort(fruits, 4, sizeof fruits[0], by_key);
    qsort(numbers, 5, sizeof numbers[0], by_number);
    for (int i = 0; i < 4; i++) {
        printf("%s ", fruits[i]);
    }
    for (int i = 0; i < 5; i++) {
        printf("%d ", numbers[i]);
    }
    int key = 8;
    int *last = bsearch(&key, numbers, 5, sizeof numbers[0], by_number);
    puts(last == numbers + 4 ? "found" : "lost");
    return 0;
}
