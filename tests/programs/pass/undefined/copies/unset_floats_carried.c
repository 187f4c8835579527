// Floats and doubles that were never set are loaded and stored, never compared or printed.
//! levels: -O0 -O2
//! stdout: 0.5 1.5 2.5 3.5
#include <stdio.h>
#include <stdlib.h>

struct point {
    float x, y;
    double z;
    int has_z;
};

__attribute__((noinline)) static void rotate(struct point *points, int count) {
    struct point first = points[0];
    for (int i = 1; i < count; i++) {
        points[i - 1].x = points[i].x;
        points[i - 1].y = points[i].y;
        points[i - 1].z = points[i].z;
        points[i - 1].has_z = points[i].has_z;
    }
    points[count - 1] = first;
}

int main(void) {
    enum { Count = 8 };
    struct point *points = malloc(Count * sizeof *points);
    for (int i = 0; i < Count; i++) {
        points[i].has_z = i % 2;
        if (i % 2) {
            points[i].z = i / 2 + 0.5;
        } else {
            points[i].x = i;
        }
    }
    for (int i = 0; i < 2 * Count; i++) {
        rotate(points, Count);
    }
    for (int i = 0; i < Count; i++) {
        if (points[i].has_z) {
            printf("%g%s", points[i].z, i < Count - 1 ? " " : "\n");
        }
    }
    free(points);
    return 0;
}
