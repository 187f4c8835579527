static int counter;
static inline int count(void) {
  counter++; //@ 2 5
  return counter; //@ 3 6
}
