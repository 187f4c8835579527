// realloc(p, 0), in a program that is right whether that returns a block or not.
//! levels: -O0 -O2
#include <stdlib.h>

int main(void) {
  size_t volatile zero = 0;
  char *volatile text = malloc(8);
  text = realloc(text, zero);
  text = realloc(text, 4);
  text[3] = 1;
  text = realloc(text, zero);
  free(text);
  text = realloc(NULL, zero);
  free(text);
}
