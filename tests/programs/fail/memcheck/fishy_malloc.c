// A length that could not be found, -1, is the size of a buffer.
//! levels: -O0 -O2
#include <stdlib.h>

static int length_of(const char *text) {
  return text == NULL ? -1 : 1;
}

int main(int argc, char **argv) {
  int length = length_of(argv[argc]);
  char *volatile buffer = malloc(length); //~ FishyValue
  return buffer != NULL;
}
