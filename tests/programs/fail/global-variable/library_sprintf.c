// A larger number than was thought of.
//! levels: -O0 -O2
#include <stdio.h>

static char label[8];

__attribute__((noinline)) static void set_label(int number) {
    sprintf(label, "no. %d", number); //~ InvalidWrite
}

int main(void) {
    set_label(999);
    set_label(1000000);
    return label[0] != 'n';
}
