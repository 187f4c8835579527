// clock() and getpid(), which a WebAssembly program has only in a library that must be asked for.
//! levels: -O0 -O2
//! stdout: 100000 rounds, time went on, somebody
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int main(void) {
    clock_t start = clock();
    volatile int rounds = 0;
    while (rounds < 100000) {
        rounds++;
    }
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    printf("%d rounds, %s, %s\n", rounds, seconds >= 0 ? "time went on" : "time went back",
           getpid() > 0 ? "somebody" : "nobody");
    return 0;
}
