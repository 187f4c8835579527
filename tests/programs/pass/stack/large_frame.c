// A frame of six megabytes, both ends used, called twice.
#include <stddef.h>

static int work(int seed) {
    char big[6 << 20];
    big[0] = (char)seed;
    big[sizeof big / 2] = 1;
    big[sizeof big - 1] = 2;
    return big[0] + big[sizeof big / 2] + big[sizeof big - 1];
}

int main(void) {
    return work(1) + work(2) == 9 ? 0 : 1;
}
