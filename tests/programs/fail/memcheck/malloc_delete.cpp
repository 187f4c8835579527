// Memory from malloc goes to delete.
//! options: --cflags=-Wno-mismatched-new-delete
#include <cstdlib>

int main() {
  long *value = static_cast<long *>(std::malloc(sizeof(long)));
  *value = 3;
  delete value; //~ MismatchedFree
}
