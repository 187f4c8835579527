// An undefined argument among others, fetched with va_arg.
#include <stdarg.h>
#include <stdio.h>

static int count_positive(int count, ...) {
    va_list arguments;
    va_start(arguments, count);
    int positive = 0;
    for (int i = 0; i < count; i++) {
        if (va_arg(arguments, int) > 0) { //~ UninitCondition
            positive++;
        }
    }
    va_end(arguments);
    return positive;
}

int main(void) {
    int numbers[3];
    numbers[0] = 1;
    numbers[2] = 3;
    int positive = count_positive(3, numbers[0], numbers[1], numbers[2]);
    (void)positive;
    return 0;
}
