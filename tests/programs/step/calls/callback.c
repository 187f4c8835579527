// What the library calls is the user's again: the steps go on inside of the line that called qsort.
#include <stdio.h>
#include <stdlib.h>
static int ascending(const void *a, const void *b) {
  const int *left = a, *right = b; //@ 4 6 8
  return *left - *right; //@ 5 7 9
}
static void goodbye(void) {
  puts("bye"); //@ 12
} //@ 13
int main(void) {
  int numbers[] = {3, 1, 2}; //@ 1
  atexit(goodbye); //@ 2
  qsort(numbers, 3, sizeof numbers[0], ascending); //@ 3
  return numbers[0] - 1; //@ 10
} //@ 11
//> 3 over -> 10
//> 3 into -> 4
//> 4 over -> 5
//> 5 over -> 10
//> 5 next -> 6
//> 7 out -> 10
//> 10 back over -> 3
//> 8 back out -> 3
//> 12 prints -> "bye\n"
