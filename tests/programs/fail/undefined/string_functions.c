// Each function of string.h that looks at characters meets some that nobody set.
//! options: --cflags=-fno-builtin
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <strings.h>

volatile size_t sink;
#define USE(value) (sink += (size_t)(value))

int main(void) {
  char *s = malloc(16), target[64] = "";
  s[0] = 'a';
  s[15] = 0;
  USE(strlen(s)); //~ UninitCondition
  USE(strnlen(s, 16)); //~ UninitCondition
  USE(strrchr(s, 'b')); //~ UninitCondition
  USE(memchr(s, 'b', 8)); //~ UninitCondition
  USE(memrchr(s, 'b', 8)); //~ UninitCondition
  USE(strcmp(s, "abc")); //~ UninitCondition
  USE(strncmp(s, "abc", 3)); //~ UninitCondition
  USE(strcasecmp(s, "abc")); //~ UninitCondition
  USE(memcmp(s, "abc", 3)); //~ UninitCondition
  USE(strspn(s, "abc")); //~ UninitCondition
  USE(strcspn(s, "xyz")); //~ UninitCondition
  USE(strstr(s, "xyz")); //~ UninitCondition
  USE(strlcpy(target, s, 64)); //~ UninitCondition
  target[0] = 0;
  USE(strcat(target, s)); //~ UninitCondition
  USE(strcoll(s, "abc")); //~ UninitCondition
  USE(memmem(s, 10, "abc", 3)); //~ UninitCondition
  // These only copy.
  memcpy(target, s, 16);
  mempcpy(target, s, 16);
  memmove(target, s, 16);
  bcopy(s, target, 16);
  free(s);
}
