// alloca is malloc without free, and does not clear either.
#include <alloca.h>
#include <string.h>

static int find_space(size_t size) {
    char *words = alloca(size);
    strcpy(words, "ab");
    for (int i = 0; i < 5; i++) {
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
