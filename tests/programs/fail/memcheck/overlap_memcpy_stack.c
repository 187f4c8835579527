// The ranges have one byte in common.
#include <string.h>

static char text[] = "0123456789";

static void copy(char *to, const char *from, size_t length) {
  memcpy(to, from, length); //~ Overlap
}

int main(void) {
  char buffer[20] = "abcdefghijklmnop";
  copy(buffer, buffer + 5, 5);
  copy(buffer, buffer + 5, 6);
  copy(text + 4, text, 5);
  return buffer[0] - 'f';
}
