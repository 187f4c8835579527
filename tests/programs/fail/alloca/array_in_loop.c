// An array of another length in each round, and an index that does not follow.
//! levels: -O0 -O2
int main(void) {
    int last = 0;
    for (volatile int length = 6; length > 2; length--) {
        int row[length];
        volatile int *cells = row;
        for (int i = 0; i < length; i++) {
            cells[i] = i;
        }
        last = cells[3]; //~ InvalidRead
    }
    return last == 12345;
}
