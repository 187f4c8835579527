// alloca in a function that calls none and so never moves the stack pointer.
#include <alloca.h>
#include <string.h>

static int find_space(size_t size) {
    char *words = alloca(size);
    memcpy(words, "ab", 2);
    for (int i = 0; i < 4; i++) {
        if (words[i] == ' ') { //~ UninitCondition
            return i;
        }
    }
    return -1;
}

int main(void) {
    int at = find_space(32);
    (void)at;
    return 0;
}
