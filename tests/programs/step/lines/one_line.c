// Functions, statements and blocks that share a line are one step of each call.
#include <stdlib.h>
static int square(int n) { return n * n; } //@ 6 7 10 11
static void nothing(void) {} //@ 3 4
static int both(int n) { int m = square(n); m += square(m); return m; } //@ 9
int main(void) {
  int a = 1; int b = 2; a += b; b -= a; //@ 1
  nothing(); nothing(); //@ 2
  a = square(a) + square(b); //@ 5
  if (a > 0) { a = both(a); b = 0; } //@ 8
  { int c = a; a = c + 1; } { int c = b; b = c; } //@ 12
  return a == 0; //@ 13
}
