// A structure is returned by value, which is right, and it points to an array that is not.
//! levels: -O0 -O2
struct list { short *items; int count; };

__attribute__((noinline)) static struct list make(int count) {
    short items[8];
    struct list list = {items, count};
    for (int i = 0; i < count; i++) {
        list.items[i] = (short)i;
    }
    return list;
}

int main(void) {
    struct list list = make(5);
    return list.items[4] == 12345; //~ InvalidRead
}
