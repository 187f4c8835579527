// A struct returned by value carries the address of a local of the function that made it.
struct view {
    const char *start;
    int length;
};

static struct view make(void) {
    char text[300] = "gone";
    struct view v = {text, 4};
    return v;
}

int main(void) {
    struct view v = make();
    char c = v.start[0]; //~ InvalidRead
    (void)c;
    return 0;
}
