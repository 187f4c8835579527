// A local that is gone, used by a function that calls nobody and subtracts.
static int *give(void) {
    int local[16] = {7}; // deeper than the next function's own frame
    int *volatile p = local;
    return p;
}

static int less(const int *p, int n) {
    return *p - n; //~ InvalidRead
}

int main(void) {
    int *p = give();
    return less(p, 1) == 12345;
}
