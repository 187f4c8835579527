// fopen was not checked: fscanf touches the FILE that is not there in a dozen places, for one mistake.
#include <stdio.h>

int main(void) {
    FILE *file = fopen("numbers.txt", "r");
    int sum = 0;
    for (int i = 0; i < 2; i++) {
        int number = 0;
        fscanf(file, "%d", &number); //~ InvalidRead
        sum += number;
    }
    return sum;
}
