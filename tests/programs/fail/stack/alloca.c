// alloca's memory ends with the function that asked for it.
#include <alloca.h>

static char *scratch(int n) {
    char *p = alloca(n);
    p[0] = 'a';
    return p;
}

int main(void) {
    char *p = scratch(500);
    char c = p[0]; //~ InvalidRead
    (void)c;
    return 0;
}
