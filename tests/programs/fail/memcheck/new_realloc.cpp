// realloc of memory from new[]: what it returns is from realloc, so free is right then.
#include <cstdlib>

int main() {
  char *text = new char[8];
  text = static_cast<char *>(std::realloc(text, 64)); //~ MismatchedFree
  std::free(text);
}
