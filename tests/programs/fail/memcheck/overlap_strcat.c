// A string is appended to itself: its terminator is overwritten first.
#include <string.h>

int main(void) {
  char text[64] = "again";
  strcat(text, text); //~ Overlap
  return text[5] - 'a';
}
