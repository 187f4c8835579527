// Structures of many sizes are returned, passed by value and assigned; compound literals and
// statement expressions have variables without names.
//! levels: -O0 -O2
//! stdout: 24 276 9 7 15
#include <stdio.h>

struct small { char bytes[3]; };
struct medium { int values[6]; };
struct large { int values[24]; char tail; };

__attribute__((noinline)) static struct small make_small(int c) {
    return (struct small){{(char)c, (char)(c + 1), (char)(c + 2)}};
}

__attribute__((noinline)) static struct medium make_medium(int start) {
    struct medium result;
    for (int i = 0; i < 6; i++) {
        result.values[i] = start + i;
    }
    return result;
}

__attribute__((noinline)) static struct large make_large(void) {
    struct large result = {.tail = 1};
    for (int i = 0; i < 24; i++) {
        result.values[i] = i;
    }
    return result;
}

__attribute__((noinline)) static int sum(struct large by_value) {
    int total = 0;
    for (int i = 0; i < 24; i++) {
        total += by_value.values[i];
        by_value.values[i] = 0;
    }
    return total + by_value.tail - 1;
}

__attribute__((noinline)) static int last_of(const int *numbers, int count) {
    return numbers[count - 1];
}

int main(void) {
    struct large large = make_large();
    struct large copy = large;
    struct medium both[2] = {make_medium(1), make_medium(2)};
    both[0] = both[1];
    int three = make_small(7).bytes[2];
    int seven = last_of((int[]){5, 6, 7}, 3);
    int fifteen = ({
        int parts[5] = {1, 2, 3, 4, 5};
        int total = 0;
        for (int i = 0; i < 5; i++) {
            total += parts[i];
        }
        total;
    });
    printf("%d %d %d %d %d\n", copy.values[23] + copy.tail, sum(large), three, seven, fifteen);
    return both[0].values[5] == 7 ? 0 : 1;
}
