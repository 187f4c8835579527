// new (std::nothrow) returns a null pointer when there is no memory.
//! options: --fail-alloc=1
//! stdout: none
#include <cstdio>
#include <new>

int main() {
  int *values = new (std::nothrow) int[10];
  std::puts(values ? "some" : "none");
  delete[] values;
}
