// A UTF-8 decoder that knows from the first byte how many follow: it never looks at the unset rest of the buffer.
//! levels: -O0 -O2
//! stdout: 72 228 8364 128169 66 (12 bytes)
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The next character, or -1; *at is moved behind it. */
__attribute__((noinline)) static int32_t next(const unsigned char **at, const unsigned char *end) {
    static const unsigned char masks[] = {0x7f, 0x1f, 0x0f, 0x07};
    if (*at == end) {
        return -1;
    }
    unsigned first = *(*at)++;
    int more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (end - *at < more) {
        return -1;
    }
    int32_t code = (int32_t)(first & masks[more]);
    while (more-- > 0) {
        code = code << 6 | (*(*at)++ & 0x3f);
    }
    return code;
}

int main(void) {
    static const char text[] = "H\xc3\xa4\xe2\x82\xac\xf0\x9f\x92\xa9"
                               "B\xe2";
    unsigned char *buffer = malloc(256);
    memcpy(buffer, text, strlen(text));
    const unsigned char *at = buffer, *end = buffer + strlen(text);
    for (int32_t code; (code = next(&at, end)) >= 0;) {
        printf("%d ", (int)code);
    }
    printf("(%d bytes)\n", (int)(at - buffer));
    free(buffer);
    return 0;
}
