// An array is moved up by one element in place: that is memmove's work.
#include <stdlib.h>
#include <string.h>

int main(void) {
  int *values = calloc(8, sizeof *values);
  memcpy(values + 1, values, 7 * sizeof *values); //~ Overlap
  memcpy(values, values + 2, 12);                 //~ Overlap
  free(values);
}
