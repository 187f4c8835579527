// The block is given back, and then its text is printed. C compiles it; in Rust the same program
// does not compile, see examples/rust/use_after_drop.rs.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    char *name = malloc(8);
    if (name == NULL) {
        return 1;
    }
    strcpy(name, "redzone");
    free(name);

    printf("%c\n", name[0]);
    //~^ InvalidRead
    return 0;
}
