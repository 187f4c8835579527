// strdup measures, then copies: it is the measuring that depends on undefined bytes.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char word[8];
    word[7] = '\0';
    char *copy = strdup(word); //~ UninitCondition
    free(copy);
    return 0;
}
