// A literal of spaces is taken for room.
//! levels: -O0 -O2
#include <stdio.h>

__attribute__((noinline)) static char *number(char *room, int value) {
    sprintf(room, "%d", value); //~ InvalidWrite
    return room;
}

int main(void) {
    return number("          ", 42) == NULL;
}
