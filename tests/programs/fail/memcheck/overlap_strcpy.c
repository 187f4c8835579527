// Characters are removed from the front of a string by copying it onto itself.
//! levels: -O0 -O2
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *volatile text = malloc(20);
  strcpy(text, "   trimmed");
  strcpy(text, text + 3); //~ Overlap
  free(text);
}
