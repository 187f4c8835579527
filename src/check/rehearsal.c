/*
 * What the worker rehearses with (rehearsal.ts): calls, loops, floating point and pointers to functions, in a few lines
 * of its own and many of the C library; and, so that a report is written too, one error and one leak.
 *
 * It need not be what the compiler would make of it today: `node scripts/rehearsal.mjs` makes rehearsal-program.ts anew
 * when the rewriter is to meet something else.
 */
#include <stdio.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(void) {
  int *numbers = malloc(10 * sizeof *numbers);
  for (int i = 0; i < 10; i++) numbers[i] = 100 - i * i;
  qsort(numbers, 10, sizeof *numbers, compare);

  char text[32];
  snprintf(text, sizeof text, "%d %.1f %s", numbers[3], numbers[4] / 2.0, "text");
  numbers = realloc(numbers, sizeof *numbers);
  printf("%s %d\n", text, numbers[1]);
  numbers = NULL;
  return 0;
}
