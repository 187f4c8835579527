// A structure of 24 bytes is written behind the last one.
//! levels: -O0 -O2
struct job { long long id; double cost; int state; };

__attribute__((noinline)) static void put(struct job *job, const struct job *from) {
    *job = *from; //~ InvalidWrite
}

__attribute__((noinline)) static int plan(int count) {
    struct job jobs[count];
    struct job job = {1, 2.5, 3};
    for (int i = 0; i <= count; i++) {
        put(&jobs[i], &job);
    }
    return jobs[0].state;
}

int main(void) {
    volatile int count = 2;
    return plan(count) - 3;
}
