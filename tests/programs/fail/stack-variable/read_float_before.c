// A mean of three neighbours, at the left edge.
//! levels: -O0 -O2
__attribute__((noinline)) static float smooth(const float *row, int x) {
    float left = row[x - 1]; //~ InvalidRead
    return (left + row[x] + row[x + 1]) / 3;
}

int main(void) {
    float row[9] = {0};
    return smooth(row, 0) > 1e30f;
}
