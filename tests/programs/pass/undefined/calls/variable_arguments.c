// Arguments of several types and sizes, structs with holes among them, in an area that was never set between them.
//! levels: -O0 -O2
//! stdout: -1 2.5 7000000000 x text {3,9} 0.25 42
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

struct pair {
    char first;
    long long unset;
    int second;
};

__attribute__((noinline)) static void show(const char *types, ...) {
    va_list values;
    va_start(values, types);
    for (; *types; types++) {
        switch (*types) {
        case 'i':
            printf("%d", va_arg(values, int));
            break;
        case 'd':
            printf("%g", va_arg(values, double));
            break;
        case 'l':
            printf("%lld", va_arg(values, long long));
            break;
        case 'c':
            putchar(va_arg(values, int));
            break;
        case 's':
            fputs(va_arg(values, char *), stdout);
            break;
        case 'p': {
            struct pair pair = va_arg(values, struct pair);
            printf("{%d,%d}", pair.first, pair.second);
        }
        }
        putchar(types[1] ? ' ' : '\n');
    }
    va_end(values);
}

int main(void) {
    struct pair pair;
    pair.first = 3;
    pair.second = 9;
    show("idlcspdi", -1, 2.5, 7000000000ll, 'x', "text", pair, 0.25f, (short)42);
    return 0;
}
