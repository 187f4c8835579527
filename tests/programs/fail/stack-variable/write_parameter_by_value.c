// A structure that was passed by value has room for three names.
//! levels: -O0 -O2
struct team { int size; const char *names[3]; };

__attribute__((noinline)) static int add(struct team team, const char *name) {
    const char *volatile *names = team.names;
    names[team.size++] = name; //~ InvalidWrite
    return team.size;
}

int main(void) {
    struct team team = {3, {"Ada", "Grace", "Barbara"}};
    return add(team, "Margaret") - 4;
}
