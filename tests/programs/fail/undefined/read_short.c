// read gives fewer bytes than were asked for.
//! stdin: abc
#include <stdio.h>
#include <unistd.h>

int main(void) {
    char buffer[8];
    ssize_t n = read(0, buffer, sizeof buffer);
    for (int i = 0; i < 6; i++) {
        if (buffer[i] == '#') { //~ UninitCondition
            puts("a comment");
        }
    }
    return n != 4;
}
