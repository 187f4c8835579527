// A struct's pointer was set to -1 to mean "none".
#include <stdlib.h>

struct slot {
    char *text;
};

int main(void) {
    struct slot s = {(char *)-1};
    free(s.text); //~ InvalidFree
    return 0;
}
