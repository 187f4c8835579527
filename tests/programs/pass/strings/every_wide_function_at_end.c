// Every function of wchar.h for strings, and the conversions between these and others, with strings that end where their
// memory ends, at different offsets and of different lengths.
//! levels: -O0 -O2
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { Offsets = 17, Lengths = 41 };

static void expect(int right, const char *what, size_t length) {
  if (right) return;
  printf("%s is wrong for length %zu\n", what, length);
  exit(1);
}
#define EXPECT(right) expect(right, #right, n)

// n characters and a terminator.
static void reads_string(wchar_t *s, wchar_t *same, size_t n) {
  EXPECT(wcslen(s) == n && wcsnlen(s, n + 9) == n);
  EXPECT(wcschr(s, L'Z') == NULL && wcschr(s, 0) == s + n);
  EXPECT(wcsrchr(s, L'Z') == NULL && wcsrchr(s, 0) == s + n);
  EXPECT(wcscmp(s, same) == 0 && wcsncmp(s, same, n + 9) == 0 && wcscoll(s, same) == 0);
  EXPECT(wcscasecmp(s, same) == 0 && wcsncasecmp(s, same, n + 9) == 0);
  EXPECT(wcsspn(s, same) == n && wcscspn(s, L"XYZ") == n && wcspbrk(s, L"XYZ") == NULL);
  EXPECT(wcsstr(s, same) == s && wcsstr(s, L"XY") == NULL);
  EXPECT(wmemchr(s, 0, n + 1) == s + n && wmemchr(s, L'Z', n + 1) == NULL);
  EXPECT(wmemcmp(s, same, n + 1) == 0);
  EXPECT(wcsxfrm(NULL, s, 0) == n && wcswidth(s, n) == (int)n);
  EXPECT(wcstol(s, NULL, 10) == 0);
  wchar_t *copy = wcsdup(s);
  EXPECT(wcscmp(copy, s) == 0);
  free(copy);
}

// n characters without a terminator.
static void reads_characters(wchar_t *s, wchar_t *same, size_t n) {
  wchar_t buffer[Lengths + 1];
  EXPECT(wcsnlen(s, n) == n && wmemchr(s, 0, n) == NULL);
  EXPECT(wmemcmp(s, same, n) == 0 && wcsncmp(s, same, n) == 0 && wcsncasecmp(s, same, n) == 0);
  EXPECT(wcsncpy(buffer, s, n) == buffer && wcpncpy(buffer, s, n) == buffer + n);
  buffer[0] = 0;
  EXPECT(wcslen(wcsncat(buffer, s, n)) == n);
  wmemcpy(buffer, s, n);
  wmemmove(buffer, s, n);
}

// to: room for n + 1 characters.
static void writes_string(wchar_t *to, wchar_t *from, size_t n) {
  EXPECT(wcscpy(to, from) == to && wcpcpy(to, from) == to + n);
  EXPECT(wcsncpy(to, from, n + 1) == to && wcpncpy(to, from, n + 1) == to + n);
  to[n / 2] = 0;
  EXPECT(wcslen(wcscat(to, from + n / 2)) == n);
  to[n / 2] = 0;
  EXPECT(wcslen(wcsncat(to, from + n / 2, n)) == n);
  wmemcpy(to, from, n + 1);
  wmemmove(to, from, n + 1);
  wmemset(to, L'x', n);
  wchar_t *state;
  EXPECT(wcstok(to, L",", &state) == (n > 0 ? to : NULL));
  EXPECT(swprintf(to, n + 1, L"%ls", from) == (int)n);
}

static void fill(wchar_t *s, size_t n, int terminated) {
  for (size_t i = 0; i < n; i++) s[i] = L'a' + i % 26;
  if (terminated) s[n] = 0;
}

// Between wide and multibyte strings, each in memory of its own size.
static void converts(size_t offset, size_t n) {
  wchar_t *wide = malloc((n + 1) * sizeof *wide);
  char *memory = malloc(offset + n + 1);
  char *narrow = memory + offset;
  memset(narrow, 'n', n);
  narrow[n] = 0;
  EXPECT(mbstowcs(wide, narrow, n + 1) == n && wide[n] == 0);
  EXPECT(mbstowcs(NULL, narrow, 0) == n);
  EXPECT(wcstombs(narrow, wide, n + 1) == n && strlen(narrow) == n);
  EXPECT(wcstombs(NULL, wide, 0) == n);
  const char *from = narrow;
  mbstate_t state = {0};
  EXPECT(mbsrtowcs(wide, &from, n + 1, &state) == n && from == NULL);
  from = narrow;
  EXPECT(mbsnrtowcs(wide, &from, n + 1, n + 1, &state) == n);
  const wchar_t *wide_from = wide;
  EXPECT(wcsrtombs(narrow, &wide_from, n + 1, &state) == n);
  wide_from = wide;
  EXPECT(wcsnrtombs(narrow, &wide_from, n + 1, n + 1, &state) == n);
  EXPECT(mblen(narrow, n + 1) == (n > 0));
  char printed[Lengths + 1];
  EXPECT(snprintf(printed, sizeof printed, "%s", narrow) == (int)n);
  EXPECT(snprintf(printed, sizeof printed, "%ls", wide) == (int)n);
  EXPECT(sscanf(narrow, "%40s", printed) == (n > 0 ? 1 : EOF));
  // Without a terminator.
  char *bytes = malloc(n);
  memset(bytes, 'b', n);
  EXPECT(snprintf(printed, sizeof printed, "%.*s", (int)n, bytes) == (int)n);
  EXPECT(mbstowcs(wide, bytes, n) == n);
  free(bytes);
  free(memory);
  free(wide);
}

int main(void) {
  for (size_t n = 0; n < Lengths; n++) {
    for (size_t offset = 0; offset < 4; offset++) {
      wchar_t *one = malloc((offset + n + 1) * sizeof *one);
      wchar_t *other = malloc((offset + n + 1) * sizeof *other);
      fill(one + offset, n, 1);
      fill(other + offset, n, 1);
      reads_string(one + offset, other + offset, n);
      writes_string(one + offset, other + offset, n);
      fill(one + offset + 1, n, 0);
      fill(other + offset + 1, n, 0);
      reads_characters(one + offset + 1, other + offset + 1, n);
      free(one);
      free(other);
    }
    for (size_t offset = 0; offset < Offsets; offset++) converts(offset, n);
  }
}
