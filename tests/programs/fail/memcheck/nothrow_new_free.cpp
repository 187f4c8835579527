// new (std::nothrow) is new all the same.
#include <cstdlib>
#include <new>

int main() {
  int *values = new (std::nothrow) int[4];
  std::free(values); //~ MismatchedFree
}
