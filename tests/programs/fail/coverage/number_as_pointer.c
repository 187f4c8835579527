// A number that was never an address is used as one.
//! exit: 134
#include <stdint.h>

struct message {
    uintptr_t sender;
    int *answer;
};

int main(void) {
    struct message message = {0x30000000, 0};
    message.answer = (int *)message.sender;
    *message.answer = 1; //~ InvalidWrite
    return 0;
}
