// The digits of a number that were never read in.
#include <stdlib.h>

int main(void) {
    char digits[8];
    digits[7] = '\0';
    int number = atoi(digits); //~ UninitCondition
    (void)number;
    return 0;
}
