// A table of names has no entry for the newest state.
//! levels: -O0 -O2
static const char *names[3] = {"idle", "running", "done"};
enum state { Idle, Running, Done, Failed };

__attribute__((noinline)) static const char *name_of(enum state state) {
    return names[state]; //~ InvalidRead
}

int main(void) {
    volatile enum state state = Failed;
    return name_of(state) == names[0];
}
