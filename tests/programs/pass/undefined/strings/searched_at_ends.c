// strchr, strrchr, strstr, strspn, strcspn and strpbrk in strings that are followed by bytes that were never set.
//! levels: -O0 -O2
//! stdout: 192 of 192
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static int found(const char *text, size_t length) {
    int right = 0;
    right += strchr(text, 'z') == text + length - 1;
    right += strchr(text, 'q') == NULL;
    right += strrchr(text, 'a') == text;
    right += strstr(text, "z") == text + length - 1;
    right += strstr(text, "zz") == NULL;
    right += strspn(text, "abz") == length;
    right += strcspn(text, "xyz") == length - 1;
    right += strpbrk(text, "123") == NULL;
    return right;
}

int main(void) {
    int right = 0;
    for (size_t length = 2; length < 26; length++) {
        char *block = malloc(64);
        char *text = block + length % 8;
        text[0] = 'a';
        for (size_t i = 1; i < length - 1; i++) {
            text[i] = 'b';
        }
        text[length - 1] = 'z';
        text[length] = '\0';
        right += found(text, length);
        free(block);
    }
    printf("%d of %d\n", right, 8 * 24);
    return 0;
}
