// Tables of strings and constants, static ones in functions among them, are read to their last
// byte.
//! levels: -O0 -O2
//! stdout: December 31 28 100000 xyz zzz 14
#include <stdio.h>
#include <string.h>

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static const char codes[3][4] = {"abc", "mno", "xyz"};
static const char unterminated[3] = "zzz";

__attribute__((noinline)) static int power_of_ten(int n) {
    static const int powers[] = {1, 10, 100, 1000, 10000, 100000};
    return powers[n];
}

__attribute__((noinline)) static const char *code(int n) {
    return codes[n];
}

int main(void) {
    volatile int last = 11;
    size_t total = 0;
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        total += strlen(months[i]) > 5;
    }
    total += strlen("seven77");
    printf("%s %d %d %d %s %.3s %d\n", months[last], days[last], days[1], power_of_ten(last - 6), code(2),
           unterminated, (int)total);
    return 0;
}
