// Memory that ends, in malloc and in memory.grow.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
  unsigned char random;
  getentropy(&random, 1);
  printf("%d\n", (int)__builtin_wasm_memory_grow(0, random % 8));
  int blocks = 0;
  char *last = NULL;
  for (char *block; (block = malloc(100000 + random)) != NULL; last = block) {
    block[99999] = 1;
    blocks++;
  }
  printf("%d blocks, %d pages\n", blocks, (int)__builtin_wasm_memory_size(0));
  printf("%d\n", (int)__builtin_wasm_memory_grow(0, 1000));
  free(last);
  return malloc(50000) == NULL;
}
