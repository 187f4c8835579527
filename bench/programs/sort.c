// Quicksort of 500,000 ints a round: dense loads and stores with unpredictable branches.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 500000 };

static uint32_t random_state = 1;

static uint32_t next_random(void) {
    random_state = random_state * 1664525u + 1013904223u;
    return random_state;
}

static void quicksort(int *a, int low, int high) {
    while (low < high) {
        int pivot = a[low + (high - low) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (a[i] < pivot) i++;
            while (a[j] > pivot) j--;
            if (i <= j) {
                int t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        // The smaller part by recursion, the larger by the loop, so that the depth stays logarithmic.
        if (j - low < high - i) {
            quicksort(a, low, j);
            low = i;
        } else {
            quicksort(a, i, high);
            high = j;
        }
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0;
    for (int round = 0; round < rounds; round++) {
        int *a = malloc(COUNT * sizeof *a);
        if (!a) return 1;
        for (int i = 0; i < COUNT; i++) a[i] = (int)(next_random() >> 1);
        quicksort(a, 0, COUNT - 1);
        for (int i = 0; i < COUNT; i += 97) checksum = checksum * 31 + (uint32_t)a[i];
        free(a);
    }
    printf("sort: checksum %08x\n", checksum);
    return 0;
}
