// alloca in a function that calls nobody: clang then leaves the stack pointer where it is.
#include <alloca.h>
#include <string.h>

static int fill(int n) {
    char *p = alloca(n);
    memset(p, 'a', n);
    return p[n - 1];
}

int main(void) {
    int sum = 0;
    for (int i = 1; i <= 2000; i++) {
        sum += fill(i * 5);
    }
    return sum == 2000 * 'a' ? 0 : 1;
}
