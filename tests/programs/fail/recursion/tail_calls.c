// Tail calls leave no frame behind, however many there are; what malloc is asked for by one has its caller all the same.
//! options: --cflags=-mtail-call -O1
//! stdout: odd
#include <stdio.h>
#include <stdlib.h>

#define TAIL __attribute__((musttail)) return

static int is_odd(int n);

__attribute__((noinline)) static int is_even(int n) {
  if (n == 0) return 1;
  TAIL is_odd(n - 1);
}

__attribute__((noinline)) static int is_odd(int n) {
  if (n == 0) return 0;
  TAIL is_even(n - 1);
}

__attribute__((noinline)) static void *storage(size_t size) {
  TAIL malloc(size);
}

__attribute__((noinline)) static int first_of(int *numbers) {
  if (numbers[0] > 3) puts("large"); //~ UninitCondition
  return numbers[1];
}

__attribute__((noinline)) static int first_of_new(int *numbers) {
  TAIL first_of(numbers);
}

int main(void) {
  puts(is_even(3000001) ? "even" : "odd");
  char *text = storage(10);
  text[10] = 1; //~ InvalidWrite
  free(text);
  int *numbers = storage(4 * sizeof(int));
  numbers[1] = 0;
  if (first_of_new(numbers) == 1) puts("set");
  free(numbers);
  return 0;
}
