// A stack of numbers whose pointer is taken down once too often.
//! levels: -O0 -O2
struct stack { int *top; };

__attribute__((noinline)) static void replace_top(struct stack *stack, int value) {
    *--stack->top = value; //~ InvalidWrite
}

int main(void) {
    int room[8] = {0};
    struct stack stack = {room + 1};
    replace_top(&stack, 1);
    replace_top(&stack, 2);
    return room[0] - 1;
}
