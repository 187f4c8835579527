// A global is defined until somebody assigns to it what is not.
#include <stdio.h>

static int verbosity;

static void configure(int given) {
    int level;
    if (given > 1) {
        level = given - 1;
    }
    verbosity = level;
}

int main(int argc, char **argv) {
    (void)argv;
    if (verbosity) {
        puts("never");
    }
    configure(argc);
    if (verbosity) { //~ UninitCondition
        puts("verbose");
    }
    return 0;
}
