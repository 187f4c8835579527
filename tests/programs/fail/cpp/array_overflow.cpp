// operator[] of a class of one's own does not look at the size either.
//! levels: -O0 -O2
#include <cstdio>

class Grid {
    int columns;
    double *cells;

public:
    Grid(int rows, int c) : columns(c), cells(new double[rows * c]()) {}
    ~Grid() { delete[] cells; }
    double *operator[](int row) { return cells + row * columns; }
};

int main() {
    Grid grid(3, 4);
    grid[2][4] = 1.5; //~ InvalidWrite
    std::printf("%.1f\n", grid[-1][3]); //~ InvalidRead
}
