// An array of a block is written after the block.
//! levels: -O0 -O2
static int *chosen;

__attribute__((noinline)) static void choose(int *p) {
    chosen = p;
}

int main(void) {
    int result = 0;
    {
        int table[10] = {1, 2, 3};
        choose(table);
        result = chosen[2];
    }
    chosen[9] = result; //~ InvalidWrite
    return result - 3;
}
