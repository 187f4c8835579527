// The allocators of aligned memory.
#define _GNU_SOURCE
#include <stdlib.h>

int main(void) {
  int size = -64;
  void *volatile block = aligned_alloc(64, size); //~ FishyValue
  void *out = NULL;
  int error = posix_memalign(&out, 32, size); //~ FishyValue
  return block != NULL || out != NULL || error == 0;
}
