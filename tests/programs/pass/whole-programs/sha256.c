// SHA-256 of "abc": shifts, masks and tables.
//! stdout: ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad
//! options: -O2
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t rotate(uint32_t x, int n) {
    return x >> n | x << (32 - n);
}

// The constants of SHA-256 are the first 32 bits behind the point of roots of the first primes.
static uint32_t fraction(double x) {
    return (uint32_t)((x - floor(x)) * 4294967296.0);
}

static void compress(uint32_t h[8], const uint32_t k[64], const unsigned char block[64]) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++) {
        const unsigned char *b = block + 4 * i;
        w[i] = (uint32_t)b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], e = w[i - 2];
        w[i] = w[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[i - 7] +
               (rotate(e, 17) ^ rotate(e, 19) ^ e >> 10);
    }
    memcpy(s, h, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t a = s[0], e = s[4];
        uint32_t t = s[7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
                     ((e & s[5]) ^ (~e & s[6])) + k[i] + w[i];
        uint32_t u = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
                     ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += t;
        s[0] = t + u;
    }
    for (int i = 0; i < 8; i++) {
        h[i] += s[i];
    }
}

int main(void) {
    uint32_t *k = malloc(64 * sizeof *k);
    uint32_t *h = malloc(8 * sizeof *h);
    for (int n = 2, found = 0; found < 64; n++) {
        int prime = 1;
        for (int d = 2; d * d <= n; d++) {
            prime = prime && n % d != 0;
        }
        if (prime) {
            k[found] = fraction(cbrt(n));
            if (found < 8) {
                h[found] = fraction(sqrt(n));
            }
            found++;
        }
    }
    unsigned char *block = calloc(64, 1);
    memcpy(block, "abc\x80", 4);
    block[63] = 24; // the message's length in bits
    compress(h, k, block);
    for (int i = 0; i < 8; i++) {
        printf("%08x%c", (unsigned)h[i], i < 7 ? ' ' : '\n');
    }
    free(block);
    free(h);
    free(k);
    return 0;
}
