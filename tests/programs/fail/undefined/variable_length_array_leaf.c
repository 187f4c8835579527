// A variable-length array in a function that calls none and so never moves the stack pointer.
static int count_zeros(int length) {
    int numbers[length];
    for (int i = 0; i < length; i += 2) {
        numbers[i] = i;
    }
    int zeros = 0;
    for (int i = 0; i < length; i++) {
        if (numbers[i] == 0) { //~ UninitCondition
            zeros++;
        }
    }
    return zeros;
}

int main(int argc, char **argv) {
    (void)argv;
    int zeros = count_zeros(argc * 6);
    (void)zeros;
    return 0;
}
