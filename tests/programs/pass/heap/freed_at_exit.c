// A handler of atexit frees what a global holds: nothing is left.
#include <stdlib.h>

static int *table;

static void cleanup(void) {
    free(table);
    table = NULL;
}

int main(void) {
    table = calloc(100, sizeof *table);
    atexit(cleanup);
    exit(0);
}
