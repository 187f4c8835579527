// Pointers to variables of outer blocks and of callers, used in inner blocks; and a pointer that
// is set anew each time a loop's body is entered.
//! levels: -O0 -O2
//! stdout: 45 7 abc 10
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static void add(int *total, const int *parts, int count) {
    for (int i = 0; i < count; i++) {
        *total += parts[i];
    }
}

__attribute__((noinline)) static char *chosen(char *a, char *b, int first) {
    return first ? a : b;
}

int main(void) {
    int total = 0;
    int *kept = &total;
    for (int i = 0; i < 10; i++) {
        int parts[1] = {i};
        int *p = parts;
        add(kept, p, 1);
    }
    int seven = 0;
    for (int i = 0, *p = &i; *p < 7; (*p)++) {
        seven = *p + 1;
    }
    char text[4];
    {
        char other[8];
        char *p = chosen(text, other, 1);
        strcpy(p, "abc");
    }
    int ten = 0;
    do {
        int step = 5;
        int *p = &step;
        ten += *p;
    } while (ten < 10);
    printf("%d %d %s %d\n", total, seven, text, ten);
    return 0;
}
