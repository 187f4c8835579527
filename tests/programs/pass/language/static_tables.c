// Constant tables, string literals, static variables and zeroed arrays, each to its last element.
//! stdout: Sunday 31 7
#include <stdio.h>
#include <string.h>

static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                   "Friday", "Saturday", "Sunday"};
static const unsigned char lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
static long long zeroed[500];
static char last = 1;

static int counter(void) {
    static int calls;
    return ++calls;
}

int main(void) {
    for (int i = 0; i < 7; i++) {
        counter();
    }
    zeroed[499] = last;
    char copy[sizeof "Sunday"];
    strcpy(copy, days[6]);
    printf("%s %d %d\n", copy, lengths[11], counter() - 1);
    return zeroed[0] == 0 && zeroed[499] == 1 ? 0 : 1;
}
