// Only the first letter was set, all are made capitals. (glibc looks characters up in a table: an
// undefined index, where musl compares.)
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *word = malloc(4);
    word[0] = 'r';
    for (int i = 0; i < 4; i++) {
        word[i] = (char)toupper((unsigned char)word[i]);
    }
    if (word[3] == 'E') { //~ UninitCondition
        puts("REDE");
    }
    free(word);
    return 0;
}
