// No case fits and there is no default: the variable stays as it was, undefined.
#include <stdio.h>

static int days(int month) {
    int days;
    switch (month) {
        case 4: case 6: case 9: case 11: days = 30; break;
        case 2: days = 28; break;
        case 1: case 3: case 5: case 7: case 8: case 10: days = 31; break;
    }
    return days;
}

int main(void) {
    int total = 0;
    for (int month = 1; month <= 12; month++) {
        total += days(month);
    }
    if (total == 365) { //~ UninitCondition
        puts("a year");
    }
    return 0;
}
