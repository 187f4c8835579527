// memset with an undefined value defines nothing.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *background = malloc(1);
    char *screen = malloc(80);
    memset(screen, *background, 80);
    if (screen[40] == ' ') { //~ UninitCondition
        puts("blank");
    }
    free(screen);
    free(background);
    return 0;
}
