// Bit-fields are read and written with their neighbours.
#include <stdlib.h>

struct packed_date {
    unsigned day : 5;
    unsigned month : 4;
    unsigned year : 12;
    unsigned weekday : 3;
};

int main(void) {
    struct packed_date *d = malloc(sizeof *d);
    *d = (struct packed_date){0, 0, 0, 0};
    d->day = 31;
    d->month = 12;
    d->year = 2026;
    d->weekday = 4;
    d->day--;
    int ok = d->day == 30 && d->month == 12 && d->year == 2026 && d->weekday == 4;
    free(d);
    return ok ? 0 : 1;
}
