// calloc: either argument may be negative.
#include <stdlib.h>

int main(void) {
  int none = -1;
  void *volatile block = calloc(none, 4); //~ FishyValue
  block = calloc(4, none); //~ FishyValue
  block = calloc(none, none); //~ FishyValue
  return block != NULL;
}
