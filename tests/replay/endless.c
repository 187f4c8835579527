// Never ends by itself.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(void) {
  for (;;) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    char *block = malloc(now.tv_nsec % 1000 + 1);
    block[0] = 'x';
    printf("%ld\n", now.tv_nsec);
    if (now.tv_nsec % 3 == 0) free(block);
  }
}
