// new int is not new int().
//! levels: -O0 -O2
#include <cstdio>

int main() {
  int *volatile value = new int;
  if (*value == 3) std::puts("three"); //~ UninitCondition
  delete value;
}
