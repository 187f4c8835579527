// Flexible array members, initialised ones too, arrays of no elements, and structures that end in
// an array of one.
//! levels: -O0 -O2
//! stdout: 6 four 9 3
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct numbers {
    int count;
    int values[];
};

struct named {
    int empty[0];
    char name[5];
};

struct old_style {
    int count;
    char text[1];
};

static struct numbers three = {3, {1, 2, 3}};

int main(void) {
    int sum = 0;
    for (int i = 0; i < three.count; i++) {
        sum += three.values[i];
    }
    struct named local;
    memcpy(local.name, "four", sizeof local.name);
    int *nothing = local.empty;
    if (nothing != (int *)(void *)&local) {
        return 1;
    }
    struct old_style *old = malloc(sizeof *old + 9);
    if (old == NULL) {
        return 1;
    }
    strcpy(old->text, "nine long");
    int length = (int)strlen(old->text);
    free(old);
    printf("%d %s %d %d\n", sum, local.name, length, three.values[2]);
    return 0;
}
