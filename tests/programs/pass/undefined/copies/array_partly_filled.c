// A struct with a half empty array, copied whole by assignment and by memcpy; only the filled part is used.
//! levels: -O0 -O2
//! stdout: 2 3 5 7 11 13 | 41
//! stdout: 2 3 5 7 11 13 17 | 58
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct stack {
    int count;
    int items[30];
};

__attribute__((noinline)) static void push(struct stack *stack, int item) {
    stack->items[stack->count++] = item;
}

__attribute__((noinline)) static void show(const struct stack *stack) {
    int sum = 0;
    for (int i = 0; i < stack->count; i++) {
        printf("%d ", stack->items[i]);
        sum += stack->items[i];
    }
    printf("| %d\n", sum);
}

int main(void) {
    static const int primes[] = {2, 3, 5, 7, 11, 13};
    struct stack first;
    first.count = 0;
    for (int i = 0; i < 6; i++) {
        push(&first, primes[i]);
    }
    struct stack second = first;
    struct stack *third = malloc(sizeof *third);
    memcpy(third, &second, sizeof second);
    push(&second, 17);
    first = *third;
    show(&first);
    *third = second;
    show(third);
    free(third);
    return 0;
}
