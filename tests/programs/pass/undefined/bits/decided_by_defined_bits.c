// Adjacent fields compared one after the other; -O2 may compare them at once, and the defined ones decide.
//! levels: -O0 -O2
//! stdout: 3 matches of 16, 4 empty
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct slot {
    uint8_t used, kind;
    uint16_t port;
    uint32_t address;
};

__attribute__((noinline)) static int matches(const struct slot *slot, const struct slot *key) {
    return slot->used == key->used && slot->kind == key->kind && slot->port == key->port && slot->address == key->address;
}

__attribute__((noinline)) static int is_empty(const struct slot *slot) {
    return slot->used == 0 && slot->kind == 0;
}

int main(void) {
    enum { Slots = 16 };
    struct slot *slots = malloc(Slots * sizeof *slots);
    for (int i = 0; i < Slots; i++) {
        struct slot *slot = &slots[i];
        slot->used = i % 4 != 0;
        slot->kind = (uint8_t)(slot->used ? i % 3 : 0);
        if (slot->used) {
            slot->port = (uint16_t)(i < 12 ? 80 : 8080);
            slot->address = 0x0a000001;
        }
    }
    struct slot key = {.used = 1, .kind = 1, .port = 80, .address = 0x0a000001};
    int count = 0, empty = 0;
    for (int i = 0; i < Slots; i++) {
        count += matches(&slots[i], &key);
        empty += is_empty(&slots[i]);
    }
    printf("%d matches of %d, %d empty\n", count, Slots, empty);
    free(slots);
    return 0;
}
