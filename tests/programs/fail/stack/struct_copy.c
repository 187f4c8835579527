// A whole struct copied out of a frame that has ended.
struct record {
    int values[50];
};

static struct record *make(void) {
    struct record r = {{1, 2, 3}};
    struct record *p = &r;
    return p;
}

int main(void) {
    struct record *p = make();
    struct record copy = *p; //~ InvalidRead
    return copy.values[0] == 4;
}
