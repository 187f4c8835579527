// Before the first comparison, the largest so far has to be something.
#include <stdio.h>

static int largest(const int *numbers, int count) {
    int most;
    for (int i = 0; i < count; i++) {
        if (numbers[i] > most) { //~ UninitCondition
            most = numbers[i];
        }
    }
    return most;
}

int main(void) {
    int numbers[4] = {3, 1, 4, 1};
    int most = largest(numbers, 4);
    (void)most;
    return 0;
}
