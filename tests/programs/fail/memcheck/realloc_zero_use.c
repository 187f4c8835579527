// What realloc(p, 0) freed is used and freed again.
#include <stdlib.h>

int main(void) {
  char *text = malloc(8);
  char *volatile none = realloc(text, 0);
  text[0] = 1; //~ InvalidWrite
  free(text); //~ InvalidFree
  return none != NULL;
}
