// A variable lives to the closing brace of the block that it is declared in, even though its
// function goes on. Here `unit` points into the block of the `if`, and is used after it.
#include <stdio.h>

static void print_size(long bytes) {
    const char *unit = "bytes";
    if (bytes >= 1024) {
        char larger[] = "KiB";
        bytes /= 1024;
        if (bytes >= 1024) {
            larger[0] = 'M';
            bytes /= 1024;
        }
        unit = larger;
    } // the array `larger` ends here

    printf("%ld ", bytes);
    for (const char *c = unit; *c != '\0'; c++) {
    //~^ InvalidRead
        putchar(*c);
        //~^ InvalidRead
    }
    putchar('\n');
}

int main(void) {
    print_size(100);
    print_size(5000000); // to mend it, declare `larger` beside `unit`
    return 0;
}
