// At -O2, through an inlined function: the characters were never set.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static char *new_text(size_t size) {
    char *text = malloc(size);
    text[size - 1] = '\0';
    return text;
}

static inline int is_short(const char *text) {
    return strlen(text) < 8; //~ UninitCondition
}

int main(void) {
    char *text = new_text(12);
    puts(is_short(text) ? "short" : "long");
    free(text);
    return 0;
}
