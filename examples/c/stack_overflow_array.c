// Seven days are day 0 to day 6. The loop runs to 7, and writes what lies behind the array: on
// most machines that is some other variable, or the address that the function returns to.
#include <stdio.h>

int main(void) {
    int rain[7];

    for (int day = 0; day <= 7; day++) { // should be `day < 7`
        rain[day] = day * 2;
        //~^ InvalidWrite
    }

    int total = 0;
    for (int day = 0; day < 7; day++) {
        total += rain[day];
    }
    printf("%d millimetres in a week\n", total);
    return 0;
}
