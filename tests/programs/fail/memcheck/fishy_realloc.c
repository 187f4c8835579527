// realloc with a negative size returns NULL, and the old block lives on.
#include <stdlib.h>

int main(void) {
  char *text = malloc(10);
  int size = 10 - 20;
  char *volatile moved = realloc(text, size); //~ FishyValue
  text[9] = 1;
  if (moved == NULL) free(text);
}
