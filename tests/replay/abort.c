// A failed assertion after some input.
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *line = malloc(20);
  while (fgets(line, 20, stdin)) assert(line[0] != '.');
  free(line);
  return 0;
}
