// An insertion that moves the elements past the start of the array.
//! levels: -O0 -O2
__attribute__((noinline)) static void insert(short *sorted, int count, short value) {
    int i = count - 1;
    while (i >= 0 && sorted[i] > value) {
        i--;
    }
    sorted[i] = value; //~ InvalidWrite
}

int main(void) {
    short sorted[4] = {2, 4, 6, 0};
    insert(sorted, 3, 1);
    return sorted[3];
}
