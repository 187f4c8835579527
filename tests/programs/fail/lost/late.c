// Two pointers to one block: the last of them counts, wherever it is.
#include <stdlib.h>

static char *copies[3];

int main(void) {
    char *text = calloc(10, 1); //~ Leak_DefinitelyLost
    copies[0] = text;
    copies[2] = text;
    text = NULL;
    copies[0] = NULL;
    char *kept = copies[2];
    copies[2] = "constant";
    for (int i = 0; i < 10; i++) {
        kept[i] = 'a';
        if (i == 7) {
            kept = copies[2] + 8; //@ lost 1
            break;
        }
    }
    return *kept != '\0';
}
