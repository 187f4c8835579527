// One field of one element.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

struct job {
    short priority;
    char state;
    char retries;
};

__attribute__((noinline)) static struct job *make_jobs(int count) {
    struct job *jobs = malloc(count * sizeof *jobs);
    for (int i = 0; i < count; i++) {
        jobs[i].priority = (short)i;
        jobs[i].state = 'r';
        if (i != 3) {
            jobs[i].retries = 0;
        }
    }
    return jobs;
}

__attribute__((noinline)) static int find_failed(const struct job *jobs, int count) {
    for (int i = 0; i < count; i++) {
        if (jobs[i].retries > 5) { //~ UninitCondition
            return i;
        }
    }
    return -1;
}

int main(void) {
    struct job *jobs = make_jobs(6);
    int failed = find_failed(jobs, 6);
    free(jobs);
    return failed != -1;
}
