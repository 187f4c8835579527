// The third allocation fails; a program that checks is clean.
//! options: --fail-alloc=3
//! stdout: 2 of 4
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    char *parts[4];
    int made = 0;
    while (made < 4 && (parts[made] = malloc(100)) != NULL) {
        parts[made][99] = 'a';
        made++;
    }
    printf("%d of 4\n", made);
    while (made > 0) {
        free(parts[--made]);
    }
    return 0;
}
