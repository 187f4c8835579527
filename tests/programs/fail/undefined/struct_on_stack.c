// A struct on the stack that is filled field by field, but for one.
#include <stdio.h>

struct date {
    int year, month, day;
};

static void announce(const struct date *d) {
    if (d->month == 2 && d->day == 29) { //~ UninitCondition
        puts("once in four years");
    }
}

int main(void) {
    struct date d;
    d.year = 2024;
    d.month = 2;
    announce(&d);
    return 0;
}
