// A structure of 24 bytes is written behind the last one.
//! levels: -O0 -O2
struct entry { long long key, value, next; };

__attribute__((noinline)) static void put(struct entry *entries, int at, const struct entry *entry) {
    entries[at] = *entry; //~ InvalidWrite
}

int main(void) {
    struct entry entries[3];
    struct entry entry = {1, 2, 3};
    for (int i = 0; i <= 3; i++) {
        put(entries, i, &entry);
    }
    return entries[2].key != 1;
}
