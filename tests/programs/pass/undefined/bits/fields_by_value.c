// Small structs of bit-fields are passed and returned in one integer, undefined bits and all.
//! levels: -O0 -O2
//! stdout: 17:45 and 18:00
#include <stdio.h>

struct time {
    unsigned hour : 5;
    unsigned unset : 4;
    unsigned minute : 6;
    unsigned unset_as_well : 15;
};

__attribute__((noinline)) static struct time at(unsigned hour, unsigned minute) {
    struct time t;
    t.hour = hour;
    t.minute = minute;
    return t;
}

__attribute__((noinline)) static struct time later(struct time t, unsigned minutes) {
    unsigned sum = t.minute + minutes;
    t.hour = (t.hour + sum / 60) % 24;
    t.minute = sum % 60;
    return t;
}

__attribute__((noinline)) static int before(struct time a, struct time b) {
    return a.hour != b.hour ? a.hour < b.hour : a.minute < b.minute;
}

int main(void) {
    struct time tea = at(17, 45);
    struct time end = later(tea, 15);
    if (before(tea, end) && !before(end, tea)) {
        printf("%d:%02d and %d:%02d\n", tea.hour, tea.minute, end.hour, end.minute);
    }
    return 0;
}
