// Partly filled structs of several sizes as parameters: they are copied whole, used in part.
//! levels: -O0 -O2
//! stdout: 3 x 1.5 40 2 13
#include <stdio.h>

struct small {
    char letter;
    int count;
};
struct medium {
    double weight;
    short id;
    char unset[5];
};
struct large {
    int used;
    int values[40];
};

__attribute__((noinline)) static void print(struct small s, struct medium m, struct large l, int last) {
    int sum = 0;
    for (int i = 0; i < l.used; i++) {
        sum += l.values[i];
    }
    printf("%d %c %g %d %d %d\n", s.count, s.letter, m.weight, sum, l.used, last);
}

__attribute__((noinline)) static int only_some(struct small s, struct medium m, struct large l) {
    return s.letter == 'x' && m.id == 7 && l.values[1] == 30 ? 13 : 0;
}

int main(void) {
    struct small s;
    struct medium m;
    struct large l;
    s.letter = 'x';
    m.id = 7;
    l.values[1] = 30;
    int last = only_some(s, m, l);
    s.count = 3;
    m.weight = 1.5;
    l.values[0] = 10;
    l.used = 2;
    print(s, m, l, last);
    return 0;
}
