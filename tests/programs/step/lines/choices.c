// if, else, switch and ?: over several lines.
static int size(int n) {
  if (n < 0) return -1; //@ 2 5 10 22 33 43
  else if (n == 0) //@ 6 11 23 34 44
    return 0; //@ 7
  else {
    n++; //@ 12 24 35 45
  }
  switch (n) { //@ 13 25 36 46
    case 2:
      n = 20; //@ 14 47
      // falls through
    case 3:
      n++; //@ 15 26 48
      break; //@ 16 27 49
    default:
      n = 0; //@ 37
  }
  return n > 3 //@ 17 19 28 30 38 40 50 52
           ? n * 2 //@ 18 29 51
           : n; //@ 39
} //@ 3 8 20 31 41 53

int main(void) {
  int sum = size(-1); //@ 1
  sum += size(0); //@ 4
  sum += size(1); //@ 9
  sum += size(2); //@ 21
  sum += size(9) && sum //@ 32 54
      || size(1); //@ 42
  return sum < 0; //@ 55
}
