// An array goes to delete, not delete[].
//! options: --cflags=-Wno-mismatched-new-delete
//! levels: -O0 -O2
static int sum(const int *values, int count) {
  int total = 0;
  for (int i = 0; i < count; i++) total += values[i];
  return total;
}

int main(int argc, char **) {
  int *values = new int[10];
  for (int i = 0; i < 10; i++) values[i] = i * argc;
  volatile int total = sum(values, 10);
  delete values; //~ MismatchedFree
  return total == 45 * argc ? 0 : 1;
}
