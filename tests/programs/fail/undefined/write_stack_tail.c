// A whole line buffer is written where only its text was meant.
#include <string.h>
#include <unistd.h>

int main(void) {
    char line[32];
    strcpy(line, "hello\n");
    ssize_t n = write(1, line, sizeof line); //~ SyscallParam
    return n != sizeof line;
}
