// The only pointer is a variable of an inner block, of a function, of a loop's body.
// A brace at which nothing is done is no step: the line before it is the last one that had the pointer.
#include <stdlib.h>

static int length(int n) {
    char *text = calloc(n, 1); //~ Leak_DefinitelyLost
    text[0] = 'a';
    return text[0] == 'a'; //@ lost 2
}

int main(void) {
    int sum = 0;
    {
        int *inner = calloc(1, sizeof *inner); //~ Leak_DefinitelyLost
        sum += inner[0]; //@ lost 1
    }
    sum += length(8);
    for (int i = 0; i < 2; i++) {
        int *each = calloc(1, sizeof *each); //~ Leak_DefinitelyLost 2 blocks
        sum += each[0]; //@ lost 3 4
    }
    return sum - 1;
}
