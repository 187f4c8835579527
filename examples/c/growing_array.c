// An array that grows: ten ints are pushed, and whenever the array is full it moves into a block
// of twice the size. Rust's Vec does the same, see examples/rust/vec_grow.rs.
//! stdout: push  1: length  1, capacity  4
//! stdout: push  2: length  2, capacity  4
//! stdout: push  3: length  3, capacity  4
//! stdout: push  4: length  4, capacity  4
//! stdout: push  5: length  5, capacity  8
//! stdout: push  6: length  6, capacity  8
//! stdout: push  7: length  7, capacity  8
//! stdout: push  8: length  8, capacity  8
//! stdout: push  9: length  9, capacity 16
//! stdout: push 10: length 10, capacity 16
#include <stdio.h>
#include <stdlib.h>

struct array {
    int *items; // NULL as long as it never held anything
    size_t length;
    size_t capacity;
};

static int push(struct array *array, int item) {
    if (array->length == array->capacity) {
        size_t capacity = array->capacity == 0 ? 4 : array->capacity * 2;
        int *items = realloc(array->items, capacity * sizeof *items);
        if (items == NULL) {
            return -1; // the old block is still there, and still the array's
        }
        array->items = items;
        array->capacity = capacity;
    }
    array->items[array->length++] = item;
    return 0;
}

int main(void) {
    struct array squares = {0};
    for (int i = 1; i <= 10; i++) {
        if (push(&squares, i * i) != 0) {
            break;
        }
        printf("push %2d: length %2zu, capacity %2zu\n", i, squares.length, squares.capacity);
    }
    free(squares.items);
    return 0;
}
