// Base64 into a fresh buffer and back; the last group is incomplete and its missing bytes are never looked at.
//! levels: -O0 -O2
//! stdout: cg== cmU= cmVk cmVkeg== 10
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

__attribute__((noinline)) static void encode(char *out, const unsigned char *in, size_t n) {
    for (; n >= 3; n -= 3, in += 3) {
        *out++ = digits[in[0] >> 2];
        *out++ = digits[(in[0] & 3) << 4 | in[1] >> 4];
        *out++ = digits[(in[1] & 15) << 2 | in[2] >> 6];
        *out++ = digits[in[2] & 63];
    }
    if (n > 0) {
        unsigned second = n > 1 ? in[1] : 0;
        *out++ = digits[in[0] >> 2];
        *out++ = digits[(in[0] & 3) << 4 | second >> 4];
        *out++ = n > 1 ? digits[(second & 15) << 2] : '=';
        *out++ = '=';
    }
    *out = '\0';
}

__attribute__((noinline)) static size_t decode(unsigned char *out, const char *in) {
    size_t count = 0;
    unsigned bits = 0, held = 0;
    for (; *in && *in != '='; in++) {
        bits = bits << 6 | (unsigned)(strchr(digits, *in) - digits);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[count++] = (unsigned char)(bits >> held);
        }
    }
    return count;
}

int main(void) {
    size_t right = 0;
    for (size_t n = 1; n <= 4; n++) {
        unsigned char *in = malloc(16);
        char *text = malloc(16);
        unsigned char *back = malloc(16);
        memcpy(in, "redz", n);
        encode(text, in, n);
        printf("%s ", text);
        right += decode(back, text) == n && memcmp(back, in, n) == 0 ? n : 0;
        free(in);
        free(text);
        free(back);
    }
    printf("%d\n", (int)right);
    return 0;
}
