// Recursive calls with next to no work in them, directly and through a pointer: what the call stack costs.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t fib(uint32_t n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static uint32_t ackermann(uint32_t m, uint32_t n) {
    if (m == 0) return n + 1;
    return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

typedef uint32_t (*operation)(uint32_t, uint32_t);

static uint32_t add(uint32_t a, uint32_t b) { return a + b; }
static uint32_t xor(uint32_t a, uint32_t b) { return a ^ b; }
static uint32_t rotate(uint32_t a, uint32_t b) { return a << 5 | b >> 27; }

static uint32_t apply(uint32_t steps) {
    static const operation operations[] = { add, xor, rotate, add };
    uint32_t a = steps;
    for (uint32_t i = 0; i < steps; i++) a = operations[(a ^ i) & 3](a, i);
    return a;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0;
    for (int round = 0; round < rounds; round++) {
        checksum = checksum * 31 + fib(27);
        checksum = checksum * 31 + ackermann(2, 400);
        checksum = checksum * 31 + apply(300000 + (uint32_t)round);
    }
    printf("calls: checksum %08x\n", checksum);
    return 0;
}
