// Variadic functions: arguments of all sizes lie in the caller's frame, and the last of them at
// its end.
//! levels: -O0 -O2
//! stdout: 21 7.5 <a-bb-ccc> 3
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct pair { long long first; int second; };

__attribute__((noinline)) static int sum(int count, ...) {
    va_list list;
    va_start(list, count);
    int total = 0;
    for (int i = 0; i < count; i++) {
        total += va_arg(list, int);
    }
    va_end(list);
    return total;
}

__attribute__((noinline)) static double mixed(const char *kinds, ...) {
    va_list list, again;
    va_start(list, kinds);
    va_copy(again, list);
    double total = 0;
    for (; *kinds != '\0'; kinds++) {
        switch (*kinds) {
        case 'i': total += va_arg(list, int); break;
        case 'd': total += va_arg(list, double); break;
        case 'l': total += (double)va_arg(list, long long); break;
        case 'p': total += va_arg(list, struct pair).second; break;
        default: break;
        }
    }
    va_end(again);
    va_end(list);
    return total;
}

__attribute__((noinline)) static int format(char *buffer, size_t size, const char *text, ...) {
    va_list list;
    va_start(list, text);
    int length = vsnprintf(buffer, size, text, list);
    va_end(list);
    return length;
}

int main(void) {
    char buffer[11];
    struct pair pair = {1, 3};
    int length = format(buffer, sizeof buffer, "<%s-%s-%s>", "a", "bb", "ccc");
    printf("%d %.1f %s %d\n", sum(6, 1, 2, 3, 4, 5, 6), mixed("idlp", 1, 1.5, 2ll, pair), buffer,
           length == 10 ? sum(1, 3) : 0);
    return 0;
}
