// strtok() cuts the text that it is given.
//! levels: -O0 -O2
#include <string.h>

int main(void) {
    char *volatile list = "one,two,three";
    int count = 0;
    for (char *piece = strtok(list, ","); piece != NULL; piece = strtok(NULL, ",")) {
        //~^ InvalidWrite
        count++;
    }
    return count - 3;
}
