// A division by zero of 64 bits.
//! exit: 134
#include <stdint.h>

int main(void) {
    int64_t total = INT64_MAX;
    int64_t parts = 0;
    total /= parts; //~ Trap
    return (int)total;
}
