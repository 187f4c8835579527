// Rows of different lengths behind an array of pointers, and the array of arrays in one block.
#include <stdlib.h>

int main(void) {
    int **triangle = malloc(10 * sizeof *triangle);
    for (int i = 0; i < 10; i++) {
        triangle[i] = malloc((i + 1) * sizeof *triangle[i]);
        triangle[i][0] = triangle[i][i] = 1;
        for (int k = 1; k < i; k++) {
            triangle[i][k] = triangle[i - 1][k - 1] + triangle[i - 1][k];
        }
    }
    int(*square)[10] = malloc(10 * sizeof *square);
    square[9][9] = triangle[9][4];
    int ok = square[9][9] == 126;
    free(square);
    for (int i = 0; i < 10; i++) {
        free(triangle[i]);
    }
    free(triangle);
    return ok ? 0 : 1;
}
