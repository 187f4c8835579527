// Handlers are nested: the inner one passes the error on with another longjmp and forgets its own table of rows.
//! levels: -O0 -O2
//! stdout: outer: 21
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct handler {
    jmp_buf jump;
    struct handler *outer;
};
struct table {
    int rows;
    char *cells[3];
};

static struct handler *current;

__attribute__((noinline)) static void raise_error(int code) {
    longjmp(current->jump, code);
}

__attribute__((noinline)) static void fill(struct table *table) {
    for (int row = 0; row < 3; row++) {
        if (row == 2) {
            raise_error(20);
        }
        table->cells[row] = calloc(1, 10); //~ Leak_IndirectlyLost 2 blocks
        table->rows++;
    }
}

__attribute__((noinline)) static void load(void) {
    struct handler here;
    here.outer = current;
    current = &here;
    struct table *table = malloc(sizeof *table); //~ Leak_DefinitelyLost
    table->rows = 0;
    int code = setjmp(here.jump);
    if (code == 0) {
        fill(table);
    }
    current = here.outer;
    if (code != 0) {
        raise_error(code + 1);
    }
    while (table->rows > 0) {
        free(table->cells[--table->rows]);
    }
    free(table);
}

int main(void) {
    struct handler here;
    here.outer = NULL;
    current = &here;
    int code = setjmp(here.jump);
    if (code == 0) {
        load();
    } else {
        printf("outer: %d\n", code);
    }
    return 0;
}
