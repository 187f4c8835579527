// Each round's alloca is a new piece of stack, and what the last one wrote is not in it.
#include <alloca.h>
#include <string.h>

static int lines(int count) {
    int empty = 0;
    for (int i = 0; i < count; i++) {
        char *line = alloca(64);
        if (i == 0) {
            strcpy(line, "first");
        }
        if (line[0] == '\0') { //~ UninitCondition
            empty++;
        }
    }
    return empty;
}

int main(void) {
    int empty = lines(3);
    (void)empty;
    return 0;
}
