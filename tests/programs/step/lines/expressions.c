// Statements over several lines: calls inside them do not split them into more steps than lines.
#include <stdio.h>
struct point {
  int x, y;
};
static int twice(int n) {
  return 2 * n; //@ 2 4 8 13
}
static int add(int a, int b, int c) {
  return a + b + c; //@ 6
}
int main(void) {
  int sum = add(1, //@ 5
                twice(2), //@ 1
                twice(3)); //@ 3
  struct point p = { //@ 9
    .x = twice(sum), //@ 7
    .y = 4,
  };
  int table[3] = {1, 2, 3}; //@ 10
  int n[2][2] = {
    {1, 2}, //@ 11
    {3, twice(2)}, //@ 12
  };
  printf("%d %d %d %d\n", //@ 18
         p.x, //@ 14
         p.y, //@ 15
         table[2], //@ 16
         n[1][1]); //@ 17
  return 0; //@ 19
}
