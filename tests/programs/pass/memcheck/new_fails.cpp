// Without exceptions new ends the program when there is no memory.
//! options: --fail-alloc=1
//! exit: 134
#include <cstdio>

int main() {
  int *values = new int[10];
  std::puts("not reached");
  delete[] values;
}
