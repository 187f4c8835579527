// Every function of string.h with strings that end where their memory ends: at each offset and of each length, on
// the heap, on the stack and among the globals. Functions that read by words must not be reported for it.
//! levels: -O0 -O2
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { Offsets = 17, Lengths = 41, Sizes = Offsets + Lengths };

// One global for each size: ten of them for each row.
#define G(n) static char global_##n[n];
#define ROW(t) G(t##0) G(t##1) G(t##2) G(t##3) G(t##4) G(t##5) G(t##6) G(t##7) G(t##8) G(t##9)
G(1) G(2) G(3) G(4) G(5) G(6) G(7) G(8) G(9) ROW(1) ROW(2) ROW(3) ROW(4) ROW(5)
#define A(n) global_##n,
#define ADDRESSES(t) A(t##0) A(t##1) A(t##2) A(t##3) A(t##4) A(t##5) A(t##6) A(t##7) A(t##8) A(t##9)
static char *const globals[] = {NULL, A(1) A(2) A(3) A(4) A(5) A(6) A(7) A(8) A(9) ADDRESSES(1)
                                          ADDRESSES(2) ADDRESSES(3) ADDRESSES(4) ADDRESSES(5)};

static void expect(int right, const char *what, size_t length) {
  if (right) return;
  printf("%s is wrong for length %zu\n", what, length);
  exit(1);
}
#define EXPECT(right) expect(right, #right, n)

static char lower[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";

// Functions that only read. s: n characters and a terminator; its memory ends behind that.
static void reads_string(char *s, char *same, size_t n) {
  EXPECT(strlen(s) == n);
  EXPECT(strnlen(s, n + 100) == n);
  EXPECT(strchr(s, 'Z') == NULL && strchr(s, 0) == s + n);
  EXPECT(strrchr(s, 'Z') == NULL && strrchr(s, 0) == s + n);
  EXPECT(index(s, 'Z') == NULL && rindex(s, 'Z') == NULL);
  EXPECT(strchrnul(s, 'Z') == s + n);
  EXPECT(memchr(s, 0, n + 100) == s + n);
  EXPECT(memchr(s, 0, n + 1) == s + n && memchr(s, 'Z', n + 1) == NULL);
  EXPECT(memrchr(s, 'Z', n + 1) == NULL && memrchr(s, 0, n + 1) == s + n);
  EXPECT(strcmp(s, same) == 0 && strncmp(s, same, n + 100) == 0 && strcoll(s, same) == 0);
  EXPECT(strcasecmp(s, same) == 0 && strncasecmp(s, same, n + 100) == 0);
  EXPECT(strverscmp(s, same) == 0);
  EXPECT(memcmp(s, same, n + 1) == 0 && bcmp(s, same, n + 1) == 0);
  EXPECT(strspn(s, same) == n && strcspn(s, "XYZ") == n && strcspn(s, "") == n);
  EXPECT(strspn(s, "XYZ") == 0 && strpbrk(s, "XYZ") == NULL);
  EXPECT(strstr(s, same) == s && strstr(s, "XY") == NULL && strstr(s, "X") == NULL);
  EXPECT(strstr(s, "abcZ") == NULL && strstr(s, "WXYZABC") == NULL);
  EXPECT((n == 0 || strcasestr(s, same) == s) && strcasestr(s, "XY1") == NULL);
  EXPECT(memmem(s, n, same, n) == s && memmem(s, n + 1, "XY", 2) == NULL);
  EXPECT(memmem(s, n, "XYZ", 3) == NULL && memmem(s, n, "WXYZ", 4) == NULL);
  EXPECT(memmem(s, n, "VWXYZ", 5) == NULL);
  char *copy = strdup(s);
  EXPECT(strcmp(copy, s) == 0);
  free(copy);
  copy = strndup(s, n + 10);
  EXPECT(strcmp(copy, s) == 0);
  free(copy);
  EXPECT(strxfrm(NULL, s, 0) == n);
  EXPECT(atoi(s) == 0 && strtol(s, NULL, 10) == 0 && strtod("1", NULL) == 1);
}

// s: n bytes without a terminator.
static void reads_bytes(char *s, char *same, size_t n) {
  EXPECT(strnlen(s, n) == n);
  EXPECT(memchr(s, 0, n) == NULL && memrchr(s, 0, n) == NULL);
  EXPECT(memcmp(s, same, n) == 0 && bcmp(s, same, n) == 0);
  EXPECT(strncmp(s, same, n) == 0 && strncasecmp(s, same, n) == 0);
  EXPECT(memmem(s, n, same, n) == s);
  char *copy = strndup(s, n);
  EXPECT(strlen(copy) == n);
  free(copy);
  char buffer[Sizes + 1];
  EXPECT(memccpy(buffer, s, 'Z', n) == NULL);
  EXPECT(stpncpy(buffer, s, n) == buffer + n);
  EXPECT(strncpy(buffer, s, n) == buffer);
  buffer[0] = 0;
  EXPECT(strlen(strncat(buffer, s, n)) == n);
  EXPECT(mempcpy(buffer, s, n) == buffer + n);
  memmove(buffer, s, n);
  bcopy(s, buffer, n);
  swab(s, buffer, n & ~1u);
}

// to: n + 1 bytes, from: a string of n characters.
static void writes_string(char *to, char *from, size_t n) {
  EXPECT(strcpy(to, from) == to && strlen(to) == n);
  EXPECT(stpcpy(to, from) == to + n);
  EXPECT(strncpy(to, from, n + 1) == to && to[n] == 0);
  EXPECT(stpncpy(to, from, n + 1) == to + n);
  EXPECT(strlcpy(to, from, n + 1) == n);
  to[n / 2] = 0;
  EXPECT(strlen(strcat(to, from + n / 2)) == n);
  to[n / 2] = 0;
  EXPECT(strlen(strncat(to, from + n / 2, n)) == n);
  to[n / 2] = 0;
  EXPECT(strlcat(to, from + n / 2, n + 1) == n);
  EXPECT(strxfrm(to, from, n + 1) == n);
  EXPECT(memccpy(to, from, 0, n + 100) == to + n + 1);
  EXPECT(mempcpy(to, from, n + 1) == to + n + 1);
  memcpy(to, from, n + 1);
  memmove(to, from, n + 1);
  memset(to, 'x', n);
  EXPECT(strlen(to) == n);
  char *state = to, *saved;
  EXPECT(strsep(&state, ",") == to && state == NULL);
  EXPECT(strtok_r(to, ",", &saved) == (n > 0 ? to : NULL));
  EXPECT(strtok(to, ",") == (n > 0 ? to : NULL));
  EXPECT(snprintf(to, n + 1, "%s", from) == (int)n);
  bzero(to, n + 1);
}

static void fill(char *s, size_t n, int terminated) {
  memcpy(s, lower, n);
  if (terminated) s[n] = 0;
}

// Two pieces of memory of the same size, with a string at the offset in each.
static void with_memory(char *one, char *other, size_t offset, size_t n) {
  fill(one + offset, n, 1);
  fill(other + offset, n, 1);
  reads_string(one + offset, other + offset, n);
  writes_string(one + offset, other + offset, n);
  if (offset + n == 0) return;
  // The same without the last byte: the string begins one byte later and has no terminator.
  fill(one + offset + 1, n, 0);
  fill(other + offset + 1, n, 0);
  reads_bytes(one + offset + 1, other + offset + 1, n);
}

static void on_stack(size_t offset, size_t n) {
  char one[offset + n + 1];
  char other[offset + n + 1];
  with_memory(one, other, offset, n);
}

int main(void) {
  for (size_t offset = 0; offset < Offsets; offset++) {
    for (size_t n = 0; n < Lengths; n++) {
      size_t size = offset + n + 1;
      char *one = malloc(size), *other = malloc(size);
      with_memory(one, other, offset, n);
      with_memory(globals[size], other, offset, n);
      on_stack(offset, n);
      free(one);
      free(other);
    }
  }
}
