// Some bytes behind a large array, not the first one: a larger variable has a larger redzone.
//! levels: -O0 -O2
static volatile int image[100][100];

int main(void) {
    volatile int row = 100;
    int pixel = image[row][20]; //~ InvalidRead
    return pixel == 12345;
}
