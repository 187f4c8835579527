// A colon is looked for, and there is nothing to look in.
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *line = malloc(16);
    line[15] = '\0';
    char *colon = strchr(line, ':'); //~ UninitCondition
    (void)colon;
    free(line);
    return 0;
}
