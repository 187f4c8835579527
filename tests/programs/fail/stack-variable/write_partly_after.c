// Eight bytes where only the first five are the array's: the write begins inside it.
//! levels: -O0 -O2
#include <stdint.h>

struct __attribute__((packed)) packed { uint64_t number; };

__attribute__((noinline)) static void put_number(char *at, uint64_t number) {
    ((struct packed *)at)->number = number; //~ InvalidWrite
}

int main(void) {
    char message[21];
    put_number(message + 16, 1);
    return message[16] != 1;
}
