// while and do-while: on several lines, on one, with an empty body.
int main(void) {
  int n = 3; //@ 1
  while (n > 0) { //@ 2 4 6 8
    n--; //@ 3 5 7
  }
  while (n < 2) n++; //@ 9
  while (n-- > 0) //@ 10
    ;
  do {
    n++; //@ 11 13 15
  } while (n < 2); //@ 12 14 16
  do n--; while (n > 0); //@ 17
  return 0; //@ 18
}
