// At -O2 a `?:` that has no effect is computed, not decided: the mistake shows where its result is used.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static int *new_level(void) {
    return malloc(sizeof(int));
}

__attribute__((noinline)) static int clamped(const int *level) {
    return *level > 9 ? 9 : *level;
}

__attribute__((noinline)) static void warn(void) {
    puts("at most");
}

int main(void) {
    int *level = new_level();
    if (clamped(level) == 9) { //~ UninitCondition
        warn();
    }
    free(level);
    return 0;
}
