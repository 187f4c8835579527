// Wide strings in arrays that are larger than they: conversions and comparisons stop at the terminator.
//! levels: -O0 -O2
//! stdout: 7 wide, redzone, REDZONE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

__attribute__((noinline)) static size_t widened(wchar_t *to, size_t room, const char *from) {
    return mbstowcs(to, from, room);
}

int main(void) {
    wchar_t *wide = malloc(40 * sizeof *wide);
    wchar_t *copy = malloc(40 * sizeof *copy);
    char *narrow = malloc(40);
    size_t length = widened(wide, 40, "redzone");
    wcscpy(copy, wide);
    if (wcslen(copy) != length || wcscmp(copy, wide) != 0 || wcschr(copy, L'q')) {
        return 1;
    }
    wcstombs(narrow, copy, 40);
    printf("%d wide, %s, ", (int)length, narrow);
    for (size_t i = 0; i < length; i++) {
        copy[i] = (wchar_t)towupper((wint_t)copy[i]);
    }
    wcstombs(narrow, copy, 40);
    printf("%s\n", narrow);
    free(wide);
    free(copy);
    free(narrow);
    return 0;
}
