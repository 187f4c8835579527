// Pointers to behind the last element are made, compared and subtracted, and never followed.
//! levels: -O0 -O2
//! stdout: 55 10 385 olleh
#include <stdio.h>

static int squares[10];

static int sum(const int *from, const int *to) {
    int total = 0;
    while (from != to) {
        total += *from++;
    }
    return total;
}

int main(void) {
    int numbers[10];
    int *end = numbers + 10;
    int next = 1;
    for (int *p = numbers; p < end; p++, next++) {
        *p = next;
        squares[next - 1] = next * next;
    }
    char word[5] = {'h', 'e', 'l', 'l', 'o'};
    printf("%d %d %d ", sum(numbers, end), (int)(&numbers[10] - numbers), sum(squares, squares + 10));
    for (const char *p = word + sizeof word; p != word;) {
        putchar(*--p);
    }
    putchar('\n');
    return 0;
}
