// strncpy within one buffer.
//! levels: -O0 -O2
#include <string.h>

int main(void) {
  char text[32] = "0123456789";
  char *volatile p = text;
  strncpy(p + 4, p, 4);
  strncpy(p + 3, p, 4); //~ Overlap
  return 0;
}
