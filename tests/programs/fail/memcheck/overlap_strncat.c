// The end of a string is appended to it.
#include <string.h>

int main(void) {
  char text[64] = "again and";
  strncat(text, text + 5, 4); //~ Overlap
  return text[9] - ' ';
}
