// The program's own memcpy may do what it likes, and is called.
//! options: --cflags=-fno-builtin
//! stdout: mine
#include <stdio.h>

static const char *who = "library's";

void *memcpy(void *restrict to, const void *restrict from, size_t length) {
  char *t = to;
  const char *f = from;
  who = "mine";
  for (size_t i = 0; i < length; i++) t[i] = f[i];
  return to;
}

int main(void) {
  char text[16] = "0123456789";
  memcpy(text, text + 1, 9);
  puts(who);
}
