// A line goes on after what it called: what goes wrong there is at the line, not in the function that has returned.
#include <stdlib.h>
static int one(void) {
  return 1; //@ 11 13 17
}
static int twice(int *p, int n) {
  if (n == 0) { //@ 4 6 8
    return 0; //@ 9
  }
  return *p + twice(p, n - 1) + p[one()]; //@ 5 7
} //@ 10 12 14
int main(void) {
  int *p = malloc(sizeof *p); //@ 1
  *p = 1; //@ 2
  twice(p, 2); //@ 3
  free(p); //@ 15
  *p = one(); //@ 16
  return 0; //@ 18
}
//> 1 finding 1 -> 7
//> 1 finding 2 -> 5
//> 1 finding 3 -> 16
