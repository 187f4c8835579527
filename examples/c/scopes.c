// Scopes end, blocks do not: what malloc() gave stays until free(), so the programmer gives it
// back by hand, in the reverse order. In examples/rust/drop_demo.rs the compiler does it.
//! stdout: acquired A
//! stdout: acquired B
//! stdout: acquired C
//! stdout: released C
//! stdout: released B
//! stdout: released A
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *acquire(const char *name) {
    char *resource = malloc(strlen(name) + 1);
    if (resource == NULL) {
        exit(1);
    }
    strcpy(resource, name);
    printf("acquired %s\n", resource);
    return resource;
}

static void release(char *resource) {
    printf("released %s\n", resource);
    free(resource);
}

int main(void) {
    char *a = acquire("A");
    {
        char *b = acquire("B");
        char *c = acquire("C");
        release(c); // without these two lines B and C are lost at the brace
        release(b);
    }
    release(a);
    return 0;
}
