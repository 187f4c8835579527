// The condition of a do loop, in a variable that is set in the body only sometimes.
#include <stdio.h>

int main(void) {
    int rounds = 0;
    int again;
    do {
        rounds++;
        if (rounds > 3) {
            again = 0;
        }
    } while (again && rounds < 10); //~ UninitCondition
    return 0;
}
