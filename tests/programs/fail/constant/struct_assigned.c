// A structure of 24 bytes is assigned to a constant one.
//! levels: -O0 -O2
struct options { long long seed; double scale; int level; };

static const struct options defaults = {1, 1.0, 3};

__attribute__((noinline)) static void assign(struct options *to, const struct options *from) {
    *to = *from; //~ InvalidWrite
}

int main(void) {
    struct options mine = {2, 0.5, 1};
    struct options *volatile target = (struct options *)&defaults;
    assign(target, &mine);
    return 0;
}
