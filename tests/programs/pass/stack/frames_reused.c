// Frames come and go at the same addresses: a new frame may use what an old one left.
//! options: -O2
#include <string.h>

__attribute__((noinline)) static int small(int n) {
    char text[40];
    memset(text, n, sizeof text);
    return text[39];
}

__attribute__((noinline)) static int large(int n) {
    char text[4000];
    memset(text, n, sizeof text);
    return text[3999] + small(n);
}

int main(void) {
    int sum = 0;
    for (int i = 0; i < 100; i++) {
        sum += small(i % 2) + large(i % 2);
    }
    return sum == 150 ? 0 : 1;
}
