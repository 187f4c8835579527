// A buffer from new[] goes to a C function that frees what it gets.
#include <cstdlib>
#include <cstring>

static void consume(void *buffer) {
  std::free(buffer); //~ MismatchedFree
}

int main() {
  char *text = new char[16];
  std::strcpy(text, "text");
  consume(text);
}
