// A number with more digits than somebody expected.
#include <stdio.h>
#include <stdlib.h>

static char *to_text(int number) {
    char *text = malloc(4);
    sprintf(text, "%d", number); //~ InvalidWrite
    return text;
}

int main(void) {
    free(to_text(42));
    free(to_text(123456));
    return 0;
}
