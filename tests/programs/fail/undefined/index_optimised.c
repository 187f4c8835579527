// The same at -O2, with a table that another function made.
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static unsigned char *make_table(void) {
    unsigned char *table = malloc(256);
    for (int i = 0; i < 256; i++) {
        table[i] = (unsigned char)(255 - i);
    }
    return table;
}

__attribute__((noinline)) static unsigned char *make_text(void) {
    unsigned char *text = malloc(16);
    text[0] = 'r';
    return text;
}

__attribute__((noinline)) static void translate(unsigned char *text, const unsigned char *table, int n) {
    for (int i = 0; i < n; i++) {
        text[i] = table[text[i]]; //~ UninitValue
    }
}

int main(void) {
    unsigned char *table = make_table();
    unsigned char *text = make_text();
    translate(text, table, 3);
    free(text);
    free(table);
    return 0;
}
