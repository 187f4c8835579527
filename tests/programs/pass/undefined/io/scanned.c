// scanf's and sscanf's out-parameters: those that were assigned are used, the others are not.
//! levels: -O0 -O2
//! stdin: 17 2.5 word x
//! stdin: 0x1f,tail
//! stdout: 17 2.5 word x, 31 tail
//! stdout: line 3: 14 (1)
//! stdout: line 3: 14 to 20 (2)
#include <stdio.h>
#include <stdlib.h>

struct parsed {
    int number;
    double real;
    char word[32];
    char letter;
};

__attribute__((noinline)) static void range(const char *text) {
    int line, from, to;
    int got = sscanf(text, "%d: %d-%d", &line, &from, &to) - 1;
    if (got == 1) {
        printf("line %d: %d (%d)\n", line, from, got);
    } else if (got == 2) {
        printf("line %d: %d to %d (%d)\n", line, from, to, got);
    }
}

int main(void) {
    struct parsed *p = malloc(sizeof *p);
    unsigned hex;
    char tail[40];
    if (scanf("%d %lf %31s %c", &p->number, &p->real, p->word, &p->letter) != 4) {
        return 1;
    }
    if (scanf("%x,%39[a-z]", &hex, tail) != 2) {
        return 2;
    }
    printf("%d %g %s %c, %u %s\n", p->number, p->real, p->word, p->letter, hex, tail);
    range("3: 14");
    range("3: 14-20");
    free(p);
    return 0;
}
