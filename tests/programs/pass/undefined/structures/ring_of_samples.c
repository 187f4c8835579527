// A ring that is never full: its indices say which of its elements were set.
//! levels: -O0 -O2
//! stdout: 500 in, 500 out, mean delay 4, largest 5
#include <stdio.h>
#include <stdlib.h>

enum { Room = 13 };
struct sample {
    unsigned char channel;
    int number;
    double unset;
};
struct ring {
    unsigned first, count;
    struct sample samples[Room];
};

__attribute__((noinline)) static int put(struct ring *ring, int number) {
    if (ring->count == Room) {
        return 0;
    }
    struct sample *sample = &ring->samples[(ring->first + ring->count++) % Room];
    sample->number = number;
    sample->channel = (unsigned char)(number % 3);
    return 1;
}

__attribute__((noinline)) static int get(struct ring *ring, struct sample *into) {
    if (ring->count == 0) {
        return 0;
    }
    *into = ring->samples[ring->first];
    ring->first = (ring->first + 1) % Room;
    ring->count--;
    return 1;
}

int main(void) {
    struct ring *ring = malloc(sizeof *ring);
    ring->first = ring->count = 0;
    int in = 0, out = 0;
    long delays = 0;
    unsigned largest = 0;
    while (out < 500) {
        for (int i = 0; i < (in * 7 + 3) % 5 + 1 && in < 500 && ring->count < 5; i++) {
            in += put(ring, in);
        }
        largest = ring->count > largest ? ring->count : largest;
        struct sample next;
        if (get(ring, &next)) {
            if (next.number != out || next.channel != out % 3) {
                return 1;
            }
            delays += in - next.number;
            out++;
        }
    }
    printf("%d in, %d out, mean delay %ld, largest %u\n", in, out, delays / out, largest);
    free(ring);
    return 0;
}
