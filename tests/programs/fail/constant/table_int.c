// A table of constants is changed through a pointer whose const was cast away.
//! levels: -O0 -O2
static const int limits[4] = {10, 20, 30, 40};

__attribute__((noinline)) static void set(int *values, int i, int value) {
    values[i] = value; //~ InvalidWrite
}

int main(void) {
    int *volatile values = (int *)limits;
    set(values, 2, 35);
    return 0;
}
