// Appended to a text that leaves too little room.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void add_extension(char *file, const char *extension) {
    strcat(file, extension); //~ InvalidWrite
}

int main(void) {
    char file[12] = "document";
    add_extension(file, ".txt");
    return file[0] != 'd';
}
