// stdio's buffer takes the undefined bytes without a word; they are missed when it is flushed.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    int *samples = malloc(4 * sizeof *samples);
    samples[0] = samples[1] = samples[3] = 0x2e2e2e2e;
    setvbuf(stdout, NULL, _IOFBF, 256);
    fwrite(samples, sizeof *samples, 4, stdout);
    fflush(stdout); //~ SyscallParam
    free(samples);
    return 0;
}
