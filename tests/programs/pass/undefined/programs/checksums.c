// CRC-32, Adler-32 and FNV over the defined parts of records with holes, field by field.
//! levels: -O0 -O2
//! stdout: cbf43926 091e01de
//! stdout: equal for equal records, different after a change
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t table[256];

static void make_table(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int k = 0; k < 8; k++) {
            c = c >> 1 ^ (0xedb88320u & -(c & 1));
        }
        table[i] = c;
    }
}

__attribute__((noinline)) static uint32_t crc(uint32_t c, const void *bytes, size_t size) {
    const uint8_t *b = bytes;
    for (c = ~c; size > 0; size--) {
        c = table[(c ^ *b++) & 0xff] ^ c >> 8;
    }
    return ~c;
}

__attribute__((noinline)) static uint32_t adler(const uint8_t *bytes, size_t size) {
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < size; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

struct record {
    char tag;
    double value;
    short length;
    char text[30];
};

__attribute__((noinline)) static void set(struct record *r, char tag, double value, const char *text) {
    r->tag = tag;
    r->value = value;
    r->length = (short)strlen(text);
    memcpy(r->text, text, (size_t)r->length);
}

__attribute__((noinline)) static uint32_t crc_of(const struct record *r) {
    uint32_t c = crc(0, &r->tag, sizeof r->tag);
    c = crc(c, &r->value, sizeof r->value);
    c = crc(c, &r->length, sizeof r->length);
    return crc(c, r->text, (size_t)r->length);
}

int main(void) {
    make_table();
    uint8_t *digits = malloc(100);
    memcpy(digits + 50, "123456789", 9);
    printf("%08x %08x\n", (unsigned)crc(0, digits + 50, 9), (unsigned)adler(digits + 50, 9));
    free(digits);
    struct record *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    set(a, 'x', 2.5, "text");
    set(b, 'x', 2.5, "text");
    int equal = crc_of(a) == crc_of(b);
    b->text[3] = 'n';
    int different = crc_of(a) != crc_of(b);
    printf("%s for equal records, %s after a change\n", equal ? "equal" : "unequal", different ? "different" : "the same");
    free(a);
    free(b);
    return 0;
}
