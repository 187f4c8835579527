// _Exit() runs no handlers; the leak check still comes.
//! exit: 5
#include <stdlib.h>

int main(void) {
    char *p = calloc(10, 1); //~ Leak_DefinitelyLost
    int status = p[0] + 5;
    p = NULL;
    _Exit(status);
}
