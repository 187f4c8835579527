// alloca in a function that is called again and again: its memory comes back each time.
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
