// Jumps forwards and backwards, and out of two loops at once.
int main(void) {
  int n = 0; //@ 1
again:
  n++; //@ 2 4 6
  if (n < 3) goto again; //@ 3 5 7
  for (int i = 0; i < 2; i++) { //@ 8
    for (int j = 0; j < 2; j++) { //@ 9 11
      if (i + j == 1) goto out; //@ 10 12
    }
  }
out:
  if (n == 3) //@ 13
    goto end; //@ 14
  n = 0;
end:
  return n - 3; //@ 15
} //@ 16
