// An int read through a null pointer.
#include <stddef.h>

int main(void) {
    int *p = NULL;
    int x = *p; //~ InvalidRead
    (void)x;
    return 0;
}
