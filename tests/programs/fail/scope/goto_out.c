// goto leaves two blocks at once, and an array with each.
//! levels: -O0 -O2
static double *values;

__attribute__((noinline)) static int take(double *array) {
    array[0] = 1;
    values = array;
    return 1;
}

int main(void) {
    for (int i = 0; i < 3; i++) {
        {
            double local[3];
            if (take(local)) {
                goto done;
            }
        }
    }
done:
    return values[0] > 1e300; //~ InvalidRead
}
