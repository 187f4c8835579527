// Long conversions: big integers, doubles printed and read back, wide characters.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

int main(void) {
    char *text = malloc(400);
    double values[] = {0.1, 1e300, 5e-324, 123456789.123456789, -0.0};
    int wrong = 0;
    for (int i = 0; i < 5; i++) {
        snprintf(text, 400, "%.17g", values[i]);
        wrong += strtod(text, NULL) != values[i];
    }
    wrong += snprintf(text, 400, "%.0f", 1e300) != 301;
    wrong += strtoull("18446744073709551615", NULL, 10) != 18446744073709551615ull;

    wchar_t *wide = malloc(6 * sizeof *wide);
    wrong += mbstowcs(wide, "hello", 6) != 5 || wcslen(wide) != 5;
    free(wide);
    free(text);
    return wrong;
}
