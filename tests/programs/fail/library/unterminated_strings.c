// Each function of string.h that reads a string gets one without a terminator: it reads what lies behind.
//! options: --cflags=-fno-builtin
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <strings.h>

volatile size_t sink;
#define USE(value) (sink += (size_t)(value))

int main(void) {
  char *s = malloc(4);
  memcpy(s, "abcd", 4);
  char target[400] = "", same[] = "abcd";
  USE(strlen(s)); //~ InvalidRead
  USE(strnlen(s, 6)); //~ InvalidRead
  USE(strchr(s, 'Z')); //~ InvalidRead
  USE(strrchr(s, 'Z')); //~ InvalidRead
  USE(strchrnul(s, 'Z')); //~ InvalidRead
  USE(memchr(s, 'Z', 7)); //~ InvalidRead
  USE(memrchr(s, 'Z', 7)); //~ InvalidRead
  USE(strcmp(s, same)); //~ InvalidRead
  USE(strcmp(same, s)); //~ InvalidRead
  USE(strncmp(s, same, 5)); //~ InvalidRead
  USE(strcasecmp(s, same)); //~ InvalidRead
  USE(strncasecmp(s, same, 5)); //~ InvalidRead
  USE(strcoll(s, same)); //~ InvalidRead
  USE(strverscmp(s, same)); //~ InvalidRead
  USE(memcmp(s, "abcde", 5)); //~ InvalidRead
  USE(bcmp(s, "abcde", 5)); //~ InvalidRead
  USE(strspn(s, "abcd")); //~ InvalidRead
  USE(strcspn(s, "XYZ")); //~ InvalidRead
  USE(strpbrk(s, "XYZ")); //~ InvalidRead
  USE(strstr(s, "X")); //~ InvalidRead
  USE(strstr(s, "cdX")); //~ InvalidRead
  USE(strstr("abcdefgh", s)); //~ InvalidRead
  USE(strcasestr(s, "cdX")); //~ InvalidRead
  USE(memmem(s, 6, "cdX", 3)); //~ InvalidRead
  USE(strxfrm(target, s, sizeof target)); //~ InvalidRead
  USE(strcpy(target, s)); //~ InvalidRead
  USE(stpcpy(target, s)); //~ InvalidRead
  USE(strncpy(target, s, 6)); //~ InvalidRead
  USE(stpncpy(target, s, 6)); //~ InvalidRead
  USE(strlcpy(target, s, sizeof target)); //~ InvalidRead
  target[0] = 0;
  USE(strcat(target, s)); //~ InvalidRead
  target[0] = 0;
  USE(strncat(target, s, 6)); //~ InvalidRead
  target[0] = 0;
  USE(strlcat(target, s, sizeof target)); //~ InvalidRead
  USE(memccpy(target, s, 'Z', 6)); //~ InvalidRead
  USE(memcpy(target, s, 5)); //~ InvalidRead
  USE(mempcpy(target, s, 5)); //~ InvalidRead
  USE(memmove(target, s, 9)); //~ InvalidRead
  char *copy = strdup(s); //~ InvalidRead
  free(copy);
  copy = strndup(s, 6); //~ InvalidRead
  free(copy);
  free(s);
}
