// A member written in a struct that is not there.
#include <stddef.h>
#include <stdint.h>

struct account {
    char owner[40];
    int64_t balance;
};

int main(void) {
    struct account *a = NULL;
    a->balance = 100; //~ InvalidWrite
    return 0;
}
