// An array of variable length is returned: it has no name, the frame that held it is gone.
//! levels: -O0 -O2
__attribute__((noinline)) static int *self(int *p) {
    return p;
}

__attribute__((noinline)) static int *squares(int count) {
    int values[count];
    for (int i = 0; i < count; i++) {
        values[i] = i * i;
    }
    return self(values);
}

int main(void) {
    int *p = squares(10);
    return p[9] == 12345; //~ InvalidRead
}
