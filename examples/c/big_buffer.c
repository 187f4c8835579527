// Ten megabytes, freed, and ten megabytes again: what is freed can be used again, so the program
// never has more than ten at once. It counts for itself; examples/rust/big_vec.rs does, too.
//! stdout: first: 10485760 bytes
//! stdout: freed
//! stdout: second: 10485760 bytes
//! stdout: at most 10 MB at once
#include <stdio.h>
#include <stdlib.h>

static size_t in_use, peak;

static unsigned char *take(size_t size) {
    unsigned char *block = malloc(size);
    if (block == NULL) {
        exit(1);
    }
    in_use += size;
    if (in_use > peak) {
        peak = in_use;
    }
    return block;
}

static void give_back(unsigned char *block, size_t size) {
    free(block);
    in_use -= size;
}

int main(void) {
    const size_t size = 10 * 1024 * 1024;

    unsigned char *first = take(size);
    first[size - 1] = 1;
    printf("first: %zu bytes\n", size);
    give_back(first, size);
    printf("freed\n");

    unsigned char *second = take(size);
    second[size - 1] = 2;
    printf("second: %zu bytes\n", size);
    give_back(second, size);

    printf("at most %zu MB at once\n", peak / (1024 * 1024));
    return 0;
}
