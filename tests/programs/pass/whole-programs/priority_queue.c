// A binary heap in a block of exactly the right size.
//! options: -O2
#include <stdlib.h>

static void swap(int *a, int *b) {
    int t = *a;
    *a = *b;
    *b = t;
}

static void sift_down(int *heap, int n, int i) {
    for (int child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && heap[child + 1] < heap[child]) {
            child++;
        }
        if (heap[i] <= heap[child]) {
            return;
        }
        swap(&heap[i], &heap[child]);
    }
}

int main(void) {
    for (int n = 1; n <= 50; n++) {
        int *heap = malloc(n * sizeof *heap);
        for (int i = 0; i < n; i++) {
            heap[i] = i * 29 % 53;
        }
        for (int i = n / 2; i >= 0; i--) {
            sift_down(heap, n, i);
        }
        int wrong = 0;
        int before = -1;
        for (int left = n; left > 0; left--) {
            wrong += heap[0] < before;
            before = heap[0];
            heap[0] = heap[left - 1];
            sift_down(heap, left - 1, 0);
        }
        free(heap);
        if (wrong) {
            return 1;
        }
    }
    return 0;
}
