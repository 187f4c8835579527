// A string is shifted right: the copy overtakes its source.
#include <string.h>

int main(void) {
  char text[32] = "right";
  return stpcpy(text + 2, text) - text - 7; //~ Overlap
}
