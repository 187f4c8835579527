/* Locals: what is in scope where; behind each line its variables at its first step, the outer blocks first. */
#include <stdio.h>
#include <stdlib.h>

struct pair {
    int a, b;
};

int total = 1;

static int sum(const int *numbers, int count, struct pair pair) {
    static int calls = 3;
    int result = 0;
    for (int i = 0; i < count; i++) {
        int square = numbers[i] * numbers[i];
        result += square; //= numbers ->; count 2; pair {a: 1, b: 2}; calls 3; result 0; i 0; square 4
    }
    calls++;
    return result + pair.a; //= numbers ->; count 2; pair {a: 1, b: 2}; calls 4; result 13
}

static int shadowing(int n) {
    int x = 1;
    {
        int x = 2;
        n += x; //= n 5; (x) 1; x 2
        int later = 3;
        n += later; //= n 7; (x) 1; x 2; later 3
    }
    {
        double x = 0.5;
        n += (int)(2 * x); //= n 10; (x) 1; x 0.5
    }
    return n + x; //= n 11; x 1
}

static int variable(int n, int m) {
    int row[n];
    int grid[n][m];
    for (int i = 0; i < n; i++) row[i] = i;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++) grid[i][j] = 10 * i + j;
    int (*pointer)[m] = grid;
    return row[n - 1] + grid[1][1] + pointer[0][0]; //= n 3; m 2; row [0, 1, 2]; grid [[0, 1], [10, 11], [20, 21]]; pointer ->
}

static int recursive(int depth) {
    int here = 10 * depth;
    if (depth == 0) return here; //= depth 2; here 20
    return recursive(depth - 1) + here;
}

int main(int argc, char **argv) {
    int numbers[2] = {2, 3};
    struct pair pair = {1, 2};
    unsigned char flag;
    int *pointer = malloc(sizeof *pointer);
    long double precise = 0.25L;
    int result = sum(numbers, 2, pair); //= argc 1; argv ->; numbers [2, 3]; pair {a: 1, b: 2}; flag ?; pointer ->; precise 0.25; result ?
    flag = 1;
    *pointer = result;
    result += shadowing(5) + variable(3, 2) + recursive(2);
    printf("%d %d %s\n", result, *pointer, argv[0]); //= argc 1; argv ->; numbers [2, 3]; pair {a: 1, b: 2}; flag 1; pointer ->; precise 0.25; result 69
    free(pointer);
    return flag - 1;
}
