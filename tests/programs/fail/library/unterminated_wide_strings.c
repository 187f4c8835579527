// Each function of wchar.h that reads a string gets one without a terminator.
#define _GNU_SOURCE
#include <stdlib.h>
#include <wchar.h>

volatile size_t sink;
#define USE(value) (sink += (size_t)(value))

int main(void) {
  wchar_t *s = malloc(2 * sizeof *s);
  s[0] = L'a';
  s[1] = L'b';
  wchar_t target[400] = L"", same[] = L"ab";
  USE(wcslen(s)); //~ InvalidRead
  USE(wcsnlen(s, 3)); //~ InvalidRead
  USE(wcschr(s, L'Z')); //~ InvalidRead
  USE(wcsrchr(s, L'Z')); //~ InvalidRead
  USE(wmemchr(s, L'Z', 3)); //~ InvalidRead
  USE(wcscmp(s, same)); //~ InvalidRead
  USE(wcsncmp(s, same, 3)); //~ InvalidRead
  USE(wcscoll(s, same)); //~ InvalidRead
  USE(wmemcmp(s, same, 3)); //~ InvalidRead
  USE(wcsspn(s, L"ab")); //~ InvalidRead
  USE(wcscspn(s, L"XY")); //~ InvalidRead
  USE(wcspbrk(s, L"XY")); //~ InvalidRead
  USE(wcsstr(s, L"XY")); //~ InvalidRead
  USE(wcscpy(target, s)); //~ InvalidRead
  USE(wcpcpy(target, s)); //~ InvalidRead
  USE(wcsncpy(target, s, 3)); //~ InvalidRead
  USE(wcpncpy(target, s, 3)); //~ InvalidRead
  target[0] = 0;
  USE(wcscat(target, s)); //~ InvalidRead
  target[0] = 0;
  USE(wcsncat(target, s, 3)); //~ InvalidRead
  USE(wmemcpy(target, s, 3)); //~ InvalidRead
  USE(wmemmove(target, s, 3)); //~ InvalidRead
  free(s);
}
