// The sum was never set to 0, and `+=` does not do it.
#include <stdio.h>

int main(void) {
    int numbers[4] = {1, 2, 3, 4};
    int sum;
    for (int i = 0; i < 4; i++) {
        sum += numbers[i];
    }
    if (sum == 10) { //~ UninitCondition
        puts("ten");
    }
    return 0;
}
