// One element before a global array, with another variable further down.
static int limits[6] = {10, 20, 30, 40, 50, 60};
static int totals[5] = {1, 2, 3, 4, 5};

int main(void) {
    int sum = limits[0];
    for (int i = 4; i >= -1; i--) {
        sum += totals[i]; //~ InvalidRead
    }
    return sum == 0;
}
