// What is not found has the index -1, and nobody asks.
//! levels: -O0 -O2
__attribute__((noinline)) static int find(const int *keys, int count, int key) {
    int i = count - 1;
    while (i >= 0 && keys[i] != key) {
        i--;
    }
    return i;
}

int main(void) {
    volatile int prices[3] = {100, 200, 300};
    int keys[3] = {7, 8, 9};
    int price = prices[find(keys, 3, 6)]; //~ InvalidRead
    return price == 12345;
}
