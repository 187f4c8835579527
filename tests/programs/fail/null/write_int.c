// An int written through a null pointer.
#include <stddef.h>

int main(void) {
    int *p = NULL;
    *p = 42; //~ InvalidWrite
    return 0;
}
