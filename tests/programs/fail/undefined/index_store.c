// The address of a store is made of an undefined number.
#include <stdlib.h>

int main(void) {
    unsigned char *histogram = calloc(256, 1);
    unsigned char *text = malloc(4);
    text[0] = 'a';
    text[1] = 'b';
    for (int i = 0; i < 3; i++) {
        histogram[text[i]] = 1; //~ UninitValue
    }
    free(text);
    free(histogram);
    return 0;
}
