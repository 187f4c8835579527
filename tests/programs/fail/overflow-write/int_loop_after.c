// `<=` for `<`: the loop's last round writes just after the block.
#include <stdlib.h>

int main(void) {
    int n = 6;
    int *p = malloc(n * sizeof *p);
    for (int i = 0; i <= n; i++) {
        p[i] = i; //~ InvalidWrite
    }
    free(p);
    return 0;
}
