// memmove may overlap; neighbours do not; a struct may be assigned to itself.
//! levels: -O0 -O2
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct large {
  int values[100];
};

static void assign(struct large *to, const struct large *from) { *to = *from; }

int main(void) {
  char *text = malloc(64);
  memset(text, 'a', 64);
  memmove(text + 1, text, 40);
  memmove(text, text + 1, 40);
  memmove(text, text, 40);
  bcopy(text, text + 3, 20);
  memcpy(text, text + 8, 8);
  memcpy(text + 8, text, 8);
  memcpy(text, text + 32, 32);
  memcpy(text, text, 0);
  memcpy(text + 1, text, 0);
  mempcpy(text + 16, text, 16);
  memccpy(text + 16, text, 'b', 16);
  strcpy(text, "0123456");
  strcpy(text + 8, text);
  strncpy(text + 3, text, 3);
  strncpy(text, text + 3, 3);
  strncpy(text, text + 1, 0);
  strncpy(text + 20, text, 10);
  stpncpy(text + 40, text, 10);
  strcpy(text, "four");
  strcpy(text + 20, "more");
  strcat(text, text + 20);
  strncat(text + 20, text, 4);
  // Not terminated, and right before what it is appended to.
  memcpy(text, "12345678", 8);
  text[8] = 0;
  strncat(text + 8, text, 8);
  wmemmove((wchar_t *)text + 1, (wchar_t *)text, 5);
  struct large *one = calloc(2, sizeof *one);
  assign(one, one);
  assign(one, one + 1);
  one[1] = one[0];
  one[0] = one[0];
  free(one);
  free(text);
}
