// What a macro does happens at the line that uses it.
#include <stdio.h>
#define TWICE(what) \
  do {              \
    what;           \
    what;           \
  } while (0)
#define MAX(a, b) ((a) > (b) ? (a) : (b))
static int next(void) {
  static int n;
  return ++n; //@ 4 5 7 8 9
}
int main(void) {
  int a = 0; //@ 1
  TWICE(a++); //@ 2
  TWICE(printf("%d\n", next())); //@ 3
  a = MAX(next(), next()); //@ 6
  return a == 0; //@ 10
}
//> 3 prints -> ""
//> 4 prints -> "1\n"
