// A for loop: its line comes back before each turn and once more at its end.
int main(void) {
  int sum = 0; //@ 1
  for (int i = 0; i < 3; i++) { //@ 2 4 6 8
    sum += i; //@ 3 5 7
  }
  for (int i = 0; i < 3; i++) sum += i; //@ 9
  for (int i = 0; i < 3; sum += i++) //@ 10
    ;
  for (int i = 0; i < 3; i++) continue; //@ 11
  for (int i = 0; //@ 12 14 17 19 22 24
       i < 2; //@ 13 18 23
       i++) { //@ 16 21
    sum++; //@ 15 20
  }
  for (;;) break;
  return sum > 100; //@ 25
}
