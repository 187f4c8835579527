// Room is made at the front, and the last element is moved out of the array.
//! levels: -O0 -O2
#include <string.h>

__attribute__((noinline)) static void insert_front(short *list, int count, short value) {
    memmove(list + 1, list, count * sizeof *list); //~ InvalidWrite
    list[0] = value;
}

int main(void) {
    short list[3] = {1, 2, 3};
    insert_front(list, 3, 0);
    return list[0];
}
