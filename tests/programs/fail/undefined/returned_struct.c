// A function returns a struct of which it set a part.
#include <stdio.h>

struct parsed {
    int number;
    int rest;
    int failed;
};

static struct parsed parse(const char *text) {
    struct parsed p;
    p.number = 0;
    p.rest = 0;
    while (text[p.rest] >= '0' && text[p.rest] <= '9') {
        p.number = 10 * p.number + (text[p.rest++] - '0');
    }
    if (p.rest == 0) {
        p.failed = 1;
    }
    return p;
}

int main(void) {
    struct parsed p = parse("42 apples");
    if (p.number != 42) {
        puts("never");
    }
    if (p.failed) { //~ UninitCondition
        puts("not a number");
    }
    return 0;
}
