// Blocks with arrays that are left and entered again by goto, forwards and backwards.
//! levels: -O0 -O2
//! stdout: 5 87 3
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static int again(int times) {
    int total = 0;
    int round = 0;
again:;
    {
        int numbers[3];
        for (int i = 0; i < 3; i++) {
            numbers[i] = round + i;
        }
        round++;
        total += numbers[2];
        if (round < times) {
            goto again;
        }
    }
    return total;
}

__attribute__((noinline)) static int into(int start) {
    int total = 0;
    if (start > 2) {
        goto inside;
    }
    while (start < 6) {
        int values[4];
    inside:
        values[0] = start;
        memset(values + 1, 0, 3 * sizeof values[0]);
        values[3] += 10;
        total += values[0] + values[3];
        start++;
        if (start == 5) {
            goto out;
        }
    }
out:
    return total;
}

__attribute__((noinline)) static int out_of_three(int n) {
    int steps = 0;
    for (int i = 0; i < n; i++) {
        char a[4] = "abc";
        for (int j = 0; j < n; j++) {
            char b[4] = "def";
            for (int k = 0; k < n; k++) {
                char c[4] = "ghi";
                steps += a[3] + b[3] + c[3] == 0;
                if (steps == 3) {
                    goto done;
                }
            }
        }
    }
done:
    return steps;
}

int main(void) {
    printf("%d %d %d\n", again(2), into(0) + into(3), out_of_three(4));
    return 0;
}
