// A struct was copied, its pointer with it; both copies are destroyed.
#include <stdlib.h>
#include <string.h>

struct name {
    char *text;
};

static void destroy(struct name *n) {
    free(n->text); //~ InvalidFree
    n->text = NULL;
}

int main(void) {
    struct name a = {strdup("redzone")};
    struct name b = a;
    destroy(&a);
    destroy(&b);
    return 0;
}
