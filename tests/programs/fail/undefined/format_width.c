// The width for `*` is an argument too.
#include <stdio.h>

struct column {
    int width;
    const char *title;
};

int main(void) {
    char text[64];
    struct column c;
    c.title = "name";
    snprintf(text, sizeof text, "%*s|", c.width & 15, c.title); //~ UninitCondition
    return 0;
}
