// setjmp in a loop, longjmp through several frames and back into the same one: registers keep which bits are defined.
//! levels: -O0 -O2
//! stdout: 10 rounds, 6 jumps, depths 120, floats 6.75
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct task {
    jmp_buf out;
    int depth;
    struct {
        unsigned set : 1;
        unsigned value : 20;
        unsigned unset : 11;
    } result;
    double real;
};

__attribute__((noinline)) static int descend(struct task *task, int depth, double weight) {
    struct task copy;
    copy.depth = depth;
    copy.result = task->result;
    if (depth == task->depth) {
        task->result.set = 1;
        task->result.value = (unsigned)depth * 2;
        task->real = weight;
        longjmp(task->out, 1 + depth % 3);
    }
    int below = depth < 30 ? descend(task, depth + 1, weight + 0.125) : 0;
    return below + copy.depth % 2;
}

int main(void) {
    struct task *task = malloc(sizeof *task);
    volatile int jumps = 0, rounds = 0;
    volatile unsigned depths = 0;
    volatile double floats = 0;
    for (volatile int i = 0; i < 10; i++) {
        task->result.set = 0;
        task->depth = i % 3 == 2 || i == 0 ? 100 : 5 + i;
        int how = setjmp(task->out);
        if (how == 0) {
            rounds = rounds + 1;
            rounds = rounds + 0 * descend(task, 1, 0);
        } else if (how == 1 + task->depth % 3) {
            jumps = jumps + 1;
        }
        if (task->result.set) {
            depths = depths + task->result.value;
            floats = floats + task->real;
        }
    }
    printf("%d rounds, %d jumps, depths %u, floats %g\n", rounds, jumps, depths, floats);
    free(task);
    return 0;
}
