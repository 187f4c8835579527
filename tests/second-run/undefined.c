// Reads its input to the end and uses an undefined value after `argv[1]` bytes of it, and 20 MiB more
// of memory are its own in the end.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  long when = argc > 1 ? atol(argv[1]) : 0;
  char *large = malloc(argc > 2 ? (size_t)atol(argv[2]) << 20 : 1);
  int *unset = malloc(sizeof *unset);
  char buffer[4096];
  long total = 0;
  for (size_t length; (length = fread(buffer, 1, sizeof buffer, stdin)) > 0; total += length) {
    if (total <= when && when < total + (long)length && *unset == 7) puts("seven");
  }
  free(unset);
  free(large);
  return total == 0 && *(volatile char *)argv[0] == 0;
}
