// Two structs are compared as bytes, and in their padding lies what nobody set.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct key {
    char letter;
    int number;
};

static struct key *make_key(char letter, int number) {
    struct key *k = malloc(sizeof *k);
    k->letter = letter;
    k->number = number;
    return k;
}

int main(void) {
    struct key *a = make_key('a', 1);
    struct key *b = make_key('a', 1);
    int same = memcmp(a, b, sizeof *a) == 0; //~ UninitCondition
    (void)same;
    free(a);
    free(b);
    return 0;
}
