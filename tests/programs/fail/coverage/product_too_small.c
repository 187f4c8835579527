// The product does not fit into 32 bits, so the block has room for two elements only.
#include <stdint.h>
#include <stdlib.h>

static int *new_table(uint32_t elements) {
    uint32_t bytes = elements * 4;
    return malloc(bytes);
}

int main(void) {
    int *table = new_table(0x40000002);
    if (table == NULL) {
        return 1;
    }
    for (int i = 0; i < 4; i++) {
        table[i] = i; //~ InvalidWrite
    }
    free(table);
    return 0;
}
