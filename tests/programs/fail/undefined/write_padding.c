// A struct is written as it lies in memory, and between its fields lie three bytes that nobody set.
#include <unistd.h>

struct record {
    char kind;
    int length;
};

int main(void) {
    struct record r;
    r.kind = 'x';
    r.length = 5;
    ssize_t n = write(1, &r, sizeof r); //~ SyscallParam
    return n != sizeof r;
}
