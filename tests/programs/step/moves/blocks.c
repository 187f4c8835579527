// Moves over and into calls and out of them, to lines, blocks and findings, forwards and backwards.
#include <stdio.h>
#include <stdlib.h>
static int *make(int value) {
  int *p = malloc(sizeof *p); //@ 4 12 20
  *p = value; //@ 5 13 21
  return p; //@ 6 14 22
}
static int use(int *p) {
  int n = *p; //@ 7 15
  free(p); //@ 8 16
  return n; //@ 9 17
}
int main(void) {
  int sum = 0; //@ 1
  for (int i = 1; i <= 2; i++) //@ 2 10 18
    sum += use(make(i)); //@ 3 11
  int *lost = make(3); //@ 19
  printf("%d\n", sum); //@ 23
  lost = NULL; //@ 24
  return sum - 3; //@ 25
}
// To the next step, wherever it is, and to the ends:
//> 1 next -> 2
//> 6 next -> 7
//> 7 back -> 6
//> 1 back -> this is the first step
//> 25 next -> 26
//> 26 next -> this is the end of the run
//> 26 back -> 25
//> 9 start -> 1
//> 9 end -> 26
//> 9 step 12 -> 12
//> 9 step 27 -> there is no step 27: they go from 1 to 26
//> 9 step 0 -> there is no step 0: they go from 1 to 26
// Over what a line calls; from a function's end to the line after the one that called it:
//> 3 over -> 10
//> 4 over -> 5
//> 6 over -> 10
//> 9 over -> 10
//> 25 over -> 26
//> 26 over -> this is the end of the run
//> 10 back over -> 3
//> 8 back over -> 7
//> 7 back over -> 3
//> 4 back over -> 3
//> 26 back over -> 25
//> 1 back over -> this is the first step
// Into the call that a line makes; where it makes none, over:
//> 3 into -> 4
//> 4 into -> 5
//> 10 back into -> 9
//> 3 back into -> 2
// Out: until the function has returned; backwards, to its call:
//> 4 out -> 10
//> 8 out -> 10
//> 21 out -> 23
//> 9 back out -> 3
//> 22 back out -> 19
//> 3 out -> 26
//> 3 back out -> nobody called this function
// To a line of the source:
//> 1 line 17 -> 3
//> 3 line 17 -> 11
//> 11 line 17 -> line 17 does not run after step 11
//> 26 back line 17 -> 11
//> 3 back line 17 -> line 17 does not run before step 3
//> 1 line blocks.c:20 -> 24
//> 1 line 2 -> there is no code at line 2; the next line with code is 5
//> 1 line 99 -> there is no code at line 99
// To a block and a finding:
//> 1 allocation 1 -> 4
//> 26 allocation 3 -> 20
//> 1 free 1 -> 8
//> 1 free 2 -> 16
//> 1 free 3 -> block 3 is never freed
//> 1 free 4 -> there is no block 4: they go from 1 to 3
//> 1 finding 1 -> 25
//> 1 finding 2 -> there is no finding 2: they go from 1 to 1
//> 23 prints -> "3\n"
//> 24 prints -> ""
