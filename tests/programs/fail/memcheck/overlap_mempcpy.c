// mempcpy is memcpy with another result.
#define _GNU_SOURCE
#include <string.h>

int main(void) {
  char buffer[20] = "abcdef";
  char *end = mempcpy(buffer + 1, buffer, 6); //~ Overlap
  return end - buffer - 7;
}
