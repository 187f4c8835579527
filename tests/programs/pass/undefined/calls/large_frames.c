// Frames of hundreds of kilobytes, of which a few bytes are set, one inside the other and one after the other.
//! levels: -O0 -O2
//! stdout: 4950 9 of 300
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static int inner(const int *at, int count) {
    int table[50000];
    for (int i = 0; i < count; i++) {
        table[i * 499] = at[i * 1000];
    }
    int sum = 0;
    for (int i = 0; i < count; i++) {
        sum += table[i * 499];
    }
    return sum;
}

__attribute__((noinline)) static int outer(int count) {
    int table[100000];
    for (int i = 0; i < count; i++) {
        table[i * 1000] = i;
    }
    return inner(table, count);
}

__attribute__((noinline)) static int primes_below(int limit, int from) {
    char composite[300000];
    memset(composite + from, 0, (size_t)(limit - from));
    int count = 0;
    for (int i = 2; i < limit; i++) {
        for (int j = i < from ? (from + i - 1) / i * i : 2 * i; j < limit; j += i) {
            composite[j] = 1;
        }
    }
    for (int i = from; i < limit; i++) {
        count += !composite[i];
    }
    return count;
}

int main(void) {
    int sum = outer(100);
    printf("%d %d of 300\n", sum, primes_below(300, 250));
    return 0;
}
