// Mistakes in a vendor's functions are suppressed; the same mistakes elsewhere are found.
//! options: --suppressions=tests/programs/fail/suppressed/vendor.supp
#include <stdlib.h>
#include <string.h>

static size_t vendor_length(const char *s) {
    size_t n = 0;
    while (n < 5 && s[n] != '.') n++; //~ InvalidRead
    return n < 4 ? n : 4;
}

static char *vendor_copy(const char *s, size_t n) {
    char *copy = malloc(n);
    memcpy(copy, s, n);
    return copy;
}

static void vendor_open(const char *s) {
    vendor_copy(s, vendor_length(s));
}

int main(void) {
    char *path = malloc(4);
    memcpy(path, "a/b/", 4);
    vendor_open(path);
    size_t n = vendor_length(path);
    char *mine = malloc(n); //~ Leak_DefinitelyLost 1 blocks
    mine[0] = '/';
    free(path);
    return 0;
}
