// A pointer down the stack to a local variable of a caller far above.
static void count(int depth, int *total) {
    int here = depth;
    *total += here;
    if (depth > 0) {
        count(depth - 1, total);
    }
}

int main(void) {
    int total = 0;
    count(1000, &total);
    return total == 500500 ? 0 : 1;
}
