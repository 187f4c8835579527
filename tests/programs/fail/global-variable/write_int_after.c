// A histogram of dice: 1 to 6, in an array of six.
//! levels: -O0 -O2
static int counts[6];

__attribute__((noinline)) static void count(int die) {
    counts[die] = 1; //~ InvalidWrite
}

int main(void) {
    for (volatile int die = 1; die <= 6; die++) {
        count(die);
    }
    return counts[1] - 1;
}
