// A function that fails leaves its out-parameter alone, and nobody looks at the result.
//! levels: -O0 -O2
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) int look_up(const char *name, int *value) {
    if (strcmp(name, "width") == 0) {
        *value = 80;
        return 0;
    }
    return -1;
}

__attribute__((noinline)) static void wide(void) {
    puts("wide");
}

int main(void) {
    int height;
    look_up("height", &height);
    if (height > 40) { //~ UninitCondition
        wide();
    }
    return 0;
}
