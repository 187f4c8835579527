// Gravitation among 96 bodies kept as a structure of arrays: floating point with a division and a square root a pair.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { BODIES = 96, STEPS = 100 };

struct bodies {
    double x[BODIES], y[BODIES], z[BODIES];
    double vx[BODIES], vy[BODIES], vz[BODIES];
    double mass[BODIES];
};

static void place(struct bodies *b) {
    for (int i = 0; i < BODIES; i++) {
        b->x[i] = i * 37 % 64 - 32;
        b->y[i] = i * 59 % 64 - 32;
        b->z[i] = i * 11 % 64 - 32;
        b->vx[i] = b->vy[i] = b->vz[i] = 0;
        b->mass[i] = 1 + i % 7;
    }
}

static void step(struct bodies *b, double dt) {
    for (int i = 0; i < BODIES; i++) {
        for (int j = i + 1; j < BODIES; j++) {
            double dx = b->x[i] - b->x[j];
            double dy = b->y[i] - b->y[j];
            double dz = b->z[i] - b->z[j];
            double square = dx * dx + dy * dy + dz * dz + 0.5;
            double pull = dt / (square * sqrt(square));
            double to_i = b->mass[j] * pull, to_j = b->mass[i] * pull;
            b->vx[i] -= dx * to_i;
            b->vy[i] -= dy * to_i;
            b->vz[i] -= dz * to_i;
            b->vx[j] += dx * to_j;
            b->vy[j] += dy * to_j;
            b->vz[j] += dz * to_j;
        }
    }
    for (int i = 0; i < BODIES; i++) {
        b->x[i] += dt * b->vx[i];
        b->y[i] += dt * b->vy[i];
        b->z[i] += dt * b->vz[i];
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0;
    struct bodies *b = malloc(sizeof *b);
    if (!b) return 1;
    for (int round = 0; round < rounds; round++) {
        place(b);
        for (int i = 0; i < STEPS; i++) step(b, 0.001 * (1 + round % 3));
        for (int i = 0; i < BODIES; i++) checksum = checksum * 31 + (uint32_t)(int32_t)(b->x[i] * 1000);
    }
    free(b);
    printf("nbody: checksum %08x\n", checksum);
    return 0;
}
