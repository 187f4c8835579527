// The number of elements stands in another place than the table, and nobody keeps them together.
//! levels: -O0 -O2
enum { Count = 8 };
short table[7] = {1, 4, 9, 16, 25, 36, 49};

__attribute__((noinline)) static int largest(const short *values, int count) {
    int best = 0;
    for (int i = 0; i < count; i++) {
        if (values[i] > best) { //~ InvalidRead
            best = values[i];
        }
    }
    return best;
}

int main(void) {
    return largest(table, Count) > 1000;
}
