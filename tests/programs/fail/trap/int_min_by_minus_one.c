// The one quotient that does not fit into an int.
//! exit: 134
#include <limits.h>

int main(void) {
    int x = INT_MIN;
    int y = -1;
    return x / y; //~ Trap
}
