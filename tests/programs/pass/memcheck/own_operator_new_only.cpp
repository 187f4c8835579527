// The program replaces one operator and relies on what the library's delete does: it frees.
//! levels: -O0 -O2
//! stdout: own
#include <cstdio>
#include <cstdlib>

static int made;

void *operator new(std::size_t size) {
  made++;
  return std::malloc(size);
}

int main() {
  int *volatile one = new int(1);
  int *volatile array = new int[4];
  int *volatile other = new int(4);
  delete one;
  delete[] array;
  std::free(other);
  std::puts(made > 0 ? "own" : "not called");
}
