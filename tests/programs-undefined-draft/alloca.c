// alloca is malloc without free, and does not clear either.
#include <alloca.h>
#include <stdio.h>
#include <string.h>

static int first_word(size_t size) {
    char *words = alloca(size);
    memcpy(words, "ab", 2);
    for (size_t i = 0; i < 4; i++) {
        if (words[i] == ' ') { //~ UninitCondition
            return (int)i;
        }
    }
    return -1;
}

int main(void) {
    int at = first_word(32);
    (void)at;
    return 0;
}
