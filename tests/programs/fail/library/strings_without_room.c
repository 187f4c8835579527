// Each function of string.h that writes gets one byte less than it needs.
//! options: --cflags=-fno-builtin
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

int main(void) {
  char *to = malloc(4), from[] = "abcd";
  strcpy(to, from); //~ InvalidWrite
  stpcpy(to, from); //~ InvalidWrite
  strncpy(to, from, 5); //~ InvalidWrite
  stpncpy(to, from, 5); //~ InvalidWrite
  strlcpy(to, from, 5); //~ InvalidWrite
  to[0] = 0;
  strcat(to, from); //~ InvalidWrite
  to[0] = 0;
  strncat(to, from, 4); //~ InvalidWrite
  to[0] = 0;
  strlcat(to, from, 5); //~ InvalidWrite
  strxfrm(to, from, 5); //~ InvalidWrite
  memcpy(to, from, 5); //~ InvalidWrite
  mempcpy(to, from, 5); //~ InvalidWrite
  memmove(to, from, 5); //~ InvalidWrite
  memccpy(to, from, 0, 5); //~ InvalidWrite
  memset(to, 'x', 5); //~ InvalidWrite
  bcopy(from, to, 5); //~ InvalidWrite
  bzero(to, 5); //~ InvalidWrite
  swab("abcdef", to, 6); //~ InvalidWrite
  free(to);
}
