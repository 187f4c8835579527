// longjmp leaves calls without their ends.
#include <setjmp.h>
static jmp_buf here;
static void fail(int n) {
  if (n == 0) { //@ 5 7
    longjmp(here, 7); //@ 8
  }
  fail(n - 1); //@ 6
}
int main(void) { //@ 1 9
  int code = setjmp(here); //@ 2 10
  if (code == 0) { //@ 3 11
    fail(1); //@ 4
  }
  return code - 7; //@ 12
}
//> 4 over -> 9
//> 8 over -> 9
//> 7 out -> 9
