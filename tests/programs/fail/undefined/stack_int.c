// A local that is set on one way only, and not on the one that is taken.
#include <stdio.h>

static int limit(int argc) {
    int most;
    if (argc > 1) {
        most = argc;
    }
    if (most > 3) { //~ UninitCondition
        return 3;
    }
    return 0;
}

int main(int argc, char **argv) {
    (void)argv;
    int most = limit(argc);
    (void)most;
    return 0;
}
