// A program that is ended by a trap: the step that trapped is the last one.
static int divide(int a, int b) {
  return a / b; //@ 2 4
}
int main(void) {
  int a = divide(6, 3); //@ 1
  a = divide(a, 0); //@ 3
  return a;
}
//> 3 over -> 5
//> 1 finding 1 -> 4
