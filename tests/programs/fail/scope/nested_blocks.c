// The innermost block's array is dead when its parent still uses it; that of the parent lives.
//! levels: -O0 -O2
static short *inner_array;
static short *outer_array;

__attribute__((noinline)) static void keep(short **where, short *array) {
    *where = array;
}

int main(void) {
    short result = 0;
    {
        short outer[4] = {1, 2, 3, 4};
        keep(&outer_array, outer);
        {
            short inner[4] = {5, 6, 7, 8};
            keep(&inner_array, inner);
            result = inner_array[3];
        }
        result = (short)(result + outer_array[3]);
        inner_array[0] = result; //~ InvalidWrite
    }
    return result - 12;
}
