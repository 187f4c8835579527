// A switch that is a chain of comparisons.
#include <stdio.h>

static int cost(int letter) {
    switch (letter) { //~ UninitCondition
        case 'A': return 1;
        case 'Q': return 10;
        case 5000: return 100;
        default: return 0;
    }
}

int main(void) {
    int letters[2];
    letters[0] = 'A';
    int sum = cost(letters[0]) + cost(letters[1]);
    (void)sum;
    return 0;
}
