// Another function has used the dead frame's memory since: the access is found all the same, and
// the report names the last one that the memory belonged to.
//! levels: -O0 -O2
static int *kept;

__attribute__((noinline)) static void keep(int *p) {
    kept = p;
}

__attribute__((noinline)) static void first(void) {
    int numbers[20] = {1, 2, 3};
    keep(numbers);
}

__attribute__((noinline)) static int second(void) {
    volatile char text[200];
    for (int i = 0; i < 200; i++) {
        text[i] = 'x';
    }
    return text[199];
}

int main(void) {
    first();
    int last = second();
    int number = kept[1]; //~ InvalidRead
    return (number == 12345) + last - 'x';
}
