// Every byte of many live blocks at once; each keeps what was written to it.
//! options: -O2
#include <stdlib.h>
#include <string.h>

enum { Blocks = 300 };

int main(void) {
    unsigned char *blocks[Blocks];
    for (int i = 0; i < Blocks; i++) {
        blocks[i] = malloc(i);
        memset(blocks[i], i, i);
    }
    int wrong = 0;
    for (int i = 0; i < Blocks; i++) {
        for (int k = 0; k < i; k++) {
            wrong += blocks[i][k] != (unsigned char)i;
        }
        free(blocks[i]);
    }
    return wrong != 0;
}
