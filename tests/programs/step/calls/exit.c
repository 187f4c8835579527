// exit() deep in calls: the run ends there.
#include <stdio.h>
#include <stdlib.h>
static void stop(int n) {
  if (n == 0) { //@ 2 4
    printf("stop\n"); //@ 5
    exit(0); //@ 6
  }
  stop(n - 1); //@ 3
}
int main(void) {
  stop(1); //@ 1
  return 1;
}
//> 1 over -> 7
//> 6 over -> 7
//> 7 back over -> 6
//> 6 back out -> 3
//> 5 prints -> "stop\n"
