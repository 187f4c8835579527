// A small stack machine: its program is a string, its stack is a block that grows.
//! stdout: 42
//! options: -O2
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

static long *stack;
static size_t height, room;

static void push(long x) {
    if (height == room) {
        room += 2;
        stack = realloc(stack, room * sizeof *stack);
    }
    stack[height++] = x;
}

static long pop(void) {
    return stack[--height];
}

static void run(const char *code) {
    for (char *end; *code != '\0'; code = end) {
        end = (char *)code + 1;
        if (isdigit((unsigned char)*code)) {
            push(strtol(code, &end, 10));
        } else if (*code != ' ') {
            long b = pop(), a = pop();
            push(*code == '+' ? a + b : *code == '-' ? a - b : *code == '*' ? a * b : a / b);
        }
    }
}

int main(void) {
    run("1 2 3 4 5 + + + * 6 3 / 4 * - 5 7 * + 1 +");
    printf("%ld\n", pop());
    free(stack);
    stack = NULL;
    return 0;
}
