// The zeros that stpncpy fills up with reach into the source.
#include <string.h>

int main(void) {
  char text[32] = "0123456789";
  text[20] = 'x';
  return stpncpy(text + 15, text + 20, 8) - text - 16; //~ Overlap
}
