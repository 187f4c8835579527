// realloc(p, 0) of memory from new.
#include <cstdlib>

int main() {
  int *value = new int(1);
  void *volatile none = std::realloc(value, 0); //~ MismatchedFree
  return none != nullptr;
}
