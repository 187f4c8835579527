// Variable arguments of several types, walked twice by means of va_copy.
//! options: -O2
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static char *format(const char *pattern, ...) {
    va_list args, again;
    va_start(args, pattern);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, pattern, args);
    char *text = malloc(length + 1);
    vsnprintf(text, length + 1, pattern, again);
    va_end(again);
    va_end(args);
    return text;
}

static double sum(int n, ...) {
    va_list args;
    va_start(args, n);
    double s = 0;
    for (int i = 0; i < n; i++) {
        s += i % 2 == 0 ? va_arg(args, int) : va_arg(args, double);
    }
    va_end(args);
    return s;
}

int main(void) {
    char *text = format("%s %d %.1f %lld", "a", 1, 2.5, 3LL);
    int ok = sum(5, 1, 2.5, 3, 4.5, 5) == 16;
    puts(text);
    free(text);
    return ok ? 0 : 1;
}
