// Base64 of texts of each length, in blocks without a byte to spare.
//! stdout: cmVkem9uZQ==
//! options: -O2
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static char *encode(const unsigned char *in, size_t n) {
    char *out = malloc((n + 2) / 3 * 4 + 1);
    char *p = out;
    for (size_t i = 0; i < n; i += 3) {
        unsigned b = (unsigned)in[i] << 16;
        b |= i + 1 < n ? (unsigned)in[i + 1] << 8 : 0;
        b |= i + 2 < n ? in[i + 2] : 0;
        *p++ = digits[b >> 18];
        *p++ = digits[b >> 12 & 63];
        *p++ = i + 1 < n ? digits[b >> 6 & 63] : '=';
        *p++ = i + 2 < n ? digits[b & 63] : '=';
    }
    *p = '\0';
    return out;
}

int main(void) {
    for (size_t n = 0; n <= 7; n++) {
        unsigned char *in = malloc(n);
        memcpy(in, "redzone", n);
        char *out = encode(in, n);
        if (n == 7) {
            puts(out);
        }
        free(out);
        free(in);
    }
    return 0;
}
