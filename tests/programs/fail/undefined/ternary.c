// The condition of `?:` decides like that of `if`, when its arms do something.
#include <stdlib.h>

static int loud(void) {
    return 11;
}
static int quiet(void) {
    return 1;
}

int main(void) {
    int *level = malloc(sizeof *level);
    int volume = *level > 9 ? loud() : quiet(); //~ UninitCondition
    (void)volume;
    free(level);
    return 0;
}
