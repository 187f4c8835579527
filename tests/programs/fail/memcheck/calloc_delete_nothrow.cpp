// Memory from calloc, and the operator that is called as a function.
#include <cstdlib>
#include <new>

int main() {
  void *values = std::calloc(4, 4);
  operator delete(values, std::nothrow); //~ MismatchedFree
}
