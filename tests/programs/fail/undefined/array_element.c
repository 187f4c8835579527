// The array has ten elements, the loop fills nine.
#include <stdio.h>

int main(void) {
    int squares[10];
    for (int i = 0; i < 9; i++) {
        squares[i] = i * i;
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
        sum += squares[i];
    }
    if (sum > 100) { //~ UninitCondition
        puts("large");
    }
    return 0;
}
