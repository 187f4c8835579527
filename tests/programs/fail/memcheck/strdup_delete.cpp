// A string that strdup made goes to delete[].
#include <cstring>

int main() {
  char *copy = strdup("copy");
  delete[] copy; //~ MismatchedFree
}
