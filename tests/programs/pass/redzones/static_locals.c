// Static locals keep their values and are used through pointers after their function has returned.
//! levels: -O0 -O2
//! stdout: 3 night two1 two2
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static int *counter(void) {
    static int count;
    count++;
    return &count;
}

__attribute__((noinline)) static char *buffer(void) {
    static char text[6];
    return text;
}

__attribute__((noinline)) static char *next_name(void) {
    static char names[2][5];
    static int next;
    char *name = names[next++ % 2];
    sprintf(name, "two%d", next);
    return name;
}

int main(void) {
    counter();
    counter();
    int *count = counter();
    strcpy(buffer(), "night");
    char *first = next_name();
    char *second = next_name();
    printf("%d %s %s %s\n", *count, buffer(), first, second);
    return 0;
}
