// Each call of a function has steps of its own.
static int factorial(int n) {
  if (n <= 1) { //@ 2 4 6 12
    return 1; //@ 7 13
  }
  return n * factorial(n - 1); //@ 3 5
} //@ 8 9 10 14
int main(void) {
  int a = factorial(3); //@ 1
  int b = factorial(1); //@ 11
  return a + b - 7; //@ 15
}
//> 3 over -> 10
//> 5 out -> 10
//> 7 out -> 9
//> 8 over -> 9
//> 9 back over -> 5
//> 11 back over -> 1
//> 12 back over -> 11
//> 11 back into -> 10
