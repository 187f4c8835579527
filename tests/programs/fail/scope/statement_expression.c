// The variable of a statement expression does not live longer than the expression.
//! levels: -O0 -O2
static int *kept;

__attribute__((noinline)) static int keep(int *p) {
    kept = p;
    return *p;
}

int main(void) {
    int first = ({
        int squares[3] = {1, 4, 9};
        keep(squares);
    });
    int second = kept[1]; //~ InvalidRead
    return (second == 12345) + first - 1;
}
