// Three axes, and a fourth coordinate.
//! levels: -O0 -O2
float position[3];

__attribute__((noinline)) static void set(volatile float *vector, float x, float y, float z, float w) {
    vector[0] = x;
    vector[1] = y;
    vector[2] = z;
    vector[3] = w; //~ InvalidWrite
}

int main(void) {
    set(position, 1, 2, 3, 1);
    return position[2] != 3;
}
