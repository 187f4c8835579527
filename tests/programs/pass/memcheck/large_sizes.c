// As large as a size may be without being negative: there is no memory, and no mistake.
//! levels: -O0 -O2
#include <stdint.h>
#include <stdlib.h>

int main(void) {
  size_t volatile largest = PTRDIFF_MAX;
  void *volatile block = malloc(largest);
  if (block != NULL) return 1;
  block = realloc(NULL, largest);
  if (block != NULL) return 2;
  block = aligned_alloc(16, largest - 15);
  return block != NULL;
}
