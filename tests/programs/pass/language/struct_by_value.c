// Structs as parameters and results, small and large.
//! options: -O2
struct small {
    short a, b;
};

struct large {
    double values[40];
    struct small tail;
};

static struct small swap(struct small s) {
    struct small r = {s.b, s.a};
    return r;
}

static struct large twice(struct large l) {
    for (int i = 0; i < 40; i++) {
        l.values[i] *= 2;
    }
    l.tail = swap(l.tail);
    return l;
}

int main(void) {
    struct large l = {{1, 2, 3}, {4, 5}};
    struct large t = twice(twice(l));
    return t.values[2] == 12 && t.tail.a == 4 && l.values[2] == 3 ? 0 : 1;
}
