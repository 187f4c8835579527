// A priority queue of structs: sifting copies whole entries with holes, the array is longer than the queue.
//! levels: -O0 -O2
//! stdout: a1 c2 h3 b4 e5 g6 d7 f8
#include <stdio.h>
#include <stdlib.h>

struct job {
    char name;
    long long priority;
    char unset[3];
};
struct queue {
    int count;
    struct job jobs[32];
};

__attribute__((noinline)) static void put(struct queue *q, struct job job) {
    int at = q->count++;
    for (; at > 0 && q->jobs[(at - 1) / 2].priority > job.priority; at = (at - 1) / 2) {
        q->jobs[at] = q->jobs[(at - 1) / 2];
    }
    q->jobs[at] = job;
}

__attribute__((noinline)) static struct job take(struct queue *q) {
    struct job first = q->jobs[0], last = q->jobs[--q->count];
    int at = 0;
    for (;;) {
        int child = 2 * at + 1;
        if (child >= q->count) {
            break;
        }
        if (child + 1 < q->count && q->jobs[child + 1].priority < q->jobs[child].priority) {
            child++;
        }
        if (q->jobs[child].priority >= last.priority) {
            break;
        }
        q->jobs[at] = q->jobs[child];
        at = child;
    }
    q->jobs[at] = last;
    return first;
}

int main(void) {
    static const int priorities[] = {1, 4, 2, 7, 5, 8, 6, 3};
    struct queue *q = malloc(sizeof *q);
    q->count = 0;
    for (int i = 0; i < 8; i++) {
        struct job job;
        job.name = (char)('a' + i);
        job.priority = priorities[i];
        put(q, job);
    }
    while (q->count > 0) {
        struct job job = take(q);
        printf("%c%d%s", job.name, (int)job.priority, q->count ? " " : "\n");
    }
    free(q);
    return 0;
}
