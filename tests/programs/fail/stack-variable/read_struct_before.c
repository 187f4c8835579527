// A structure of 24 bytes before the first one is copied.
struct record { int id; char name[20]; };

__attribute__((noinline)) static void copy_previous(struct record *to, const struct record *from) {
    *to = from[-1]; //~ InvalidRead
}

int main(void) {
    struct record records[2] = {{1, "first"}, {2, "second"}};
    struct record previous;
    copy_previous(&previous, records);
    return records[0].id - 1;
}
