// A large table is needed for one number only. It is freed as soon as the number is known, not at
// the end of the function; see examples/rust/early_drop.rs.
//! stdout: 168 primes below 1000
//! stdout: the table is gone, the work goes on
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    const int limit = 1000;
    bool *composite = calloc(limit, sizeof *composite);
    if (composite == NULL) {
        return 1;
    }
    int primes = 0;
    for (int n = 2; n < limit; n++) {
        if (composite[n]) {
            continue;
        }
        primes++;
        for (int multiple = 2 * n; multiple < limit; multiple += n) {
            composite[multiple] = true;
        }
    }
    free(composite);
    composite = NULL; // so that a mistake below is a clear one

    printf("%d primes below %d\n", primes, limit);
    printf("the table is gone, the work goes on\n");
    return 0;
}
