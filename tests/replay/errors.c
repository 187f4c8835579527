// Errors whose number and addresses depend on random numbers; the program goes on after each.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int sum(const int *from, int count) {
  int total = 0;
  for (int i = 0; i < count; i++) total += from[i];
  return total;
}

int main(void) {
  unsigned char random[16];
  if (getentropy(random, sizeof random) != 0) return 1;
  for (int i = 0; i < 16; i++) {
    int count = random[i] % 10 + 1;
    int *values = malloc(count * sizeof *values);
    for (int j = 0; j < count - 1; j++) values[j] = j;
    if (sum(values, count) > 20) puts("much"); // the last one was never set
    if (random[i] % 3 == 0) values[count] = 1;
    if (random[i] % 5 == 0) printf("%d\n", sum(values - 1, 2) == 0);
    free(values);
    if (random[i] % 4 == 0) free(values);
    if (random[i] % 2 == 0) values[0] = 1;
  }
  char *text = malloc(8);
  memset(text, 'a', 8);
  printf("%zu\n", strlen(text));
  write(1, text, 12);
  free(text);
  return 0;
}
