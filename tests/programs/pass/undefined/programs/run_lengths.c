// Run-length coding of an image whose rows are padded; the coder, the decoder and a comparison skip the padding.
//! levels: -O0 -O2
//! stdout: 11 rows in 37 runs, equal
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Width = 21, Stride = 32, Height = 11 };
struct run {
    unsigned char value : 1;
    unsigned char last : 1;
    unsigned char length;
};

__attribute__((noinline)) static int encode(const char *image, struct run *runs) {
    int count = 0;
    for (int y = 0; y < Height; y++) {
        const char *row = image + y * Stride;
        for (int x = 0; x < Width;) {
            struct run run;
            run.value = row[x] != 0;
            run.length = 0;
            while (x < Width && (row[x] != 0) == run.value) {
                run.length++;
                x++;
            }
            run.last = x == Width;
            runs[count++] = run;
        }
    }
    return count;
}

__attribute__((noinline)) static void decode(const struct run *runs, int count, char *image) {
    for (char *at = image, *row = image; count-- > 0; runs++) {
        memset(at, runs->value, runs->length);
        at += runs->length;
        if (runs->last) {
            at = row += Stride;
        }
    }
}

__attribute__((noinline)) static int same(const char *a, const char *b) {
    for (int y = 0; y < Height; y++) {
        if (memcmp(a + y * Stride, b + y * Stride, Width) != 0) {
            return 0;
        }
    }
    return 1;
}

int main(void) {
    char *image = malloc(Height * Stride), *back = malloc(Height * Stride);
    struct run *runs = malloc(Width * Height * sizeof *runs);
    for (int y = 0; y < Height; y++) {
        for (int x = 0; x < Width; x++) {
            int dx = x - 10, dy = 2 * (y - 5);
            image[y * Stride + x] = dx * dx + dy * dy <= 100 && dx * dx + dy * dy >= 16;
        }
    }
    int count = encode(image, runs);
    decode(runs, count, back);
    printf("%d rows in %d runs, %s\n", Height, count, same(image, back) ? "equal" : "different");
    free(image);
    free(back);
    free(runs);
    return 0;
}
