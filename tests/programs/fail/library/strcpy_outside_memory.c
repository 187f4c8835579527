// A pointer to where no memory is: the error names the function that was called, and ends the run.
//! exit: 134
#include <string.h>

int main(void) {
    char copy[16];
    const char *nowhere = (const char *)0xf0000000u;
    strcpy(copy, nowhere); //~ InvalidRead
    return copy[0];
}
