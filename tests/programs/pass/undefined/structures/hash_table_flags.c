// A hash table with open addressing in malloc'd memory: only the flags were cleared, the entries are garbage until used.
//! levels: -O0 -O2
//! stdout: 46 words, the:3 of:2 whale:1, 54 free
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Slots = 100 };
struct slot {
    unsigned char used;
    unsigned hash;
    int count;
    char word[12];
};

__attribute__((noinline)) static unsigned hash_of(const char *word) {
    unsigned hash = 2166136261u;
    while (*word) {
        hash = (hash ^ (unsigned char)*word++) * 16777619u;
    }
    return hash;
}

__attribute__((noinline)) static struct slot *slot_of(struct slot *slots, const char *word) {
    unsigned hash = hash_of(word);
    unsigned at = hash % Slots;
    while (slots[at].used && (slots[at].hash != hash || strcmp(slots[at].word, word) != 0)) {
        at = (at + 1) % Slots;
    }
    if (!slots[at].used) {
        slots[at].used = 1;
        slots[at].hash = hash;
        slots[at].count = 0;
        strcpy(slots[at].word, word);
    }
    return &slots[at];
}

int main(void) {
    char text[] = "call me Ishmael some years ago never mind how long precisely having little or no money in my purse "
                  "and nothing particular to interest me on shore I thought I would sail about a little and see the "
                  "watery part of the world it is a way I have of driving off the spleen and a whale";
    struct slot *slots = malloc(Slots * sizeof *slots);
    for (int i = 0; i < Slots; i++) {
        slots[i].used = 0;
    }
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
        slot_of(slots, word)->count++;
    }
    int words = 0, vacant = 0;
    for (int i = 0; i < Slots; i++) {
        words += slots[i].used && slots[i].count > 0;
        vacant += !slots[i].used;
    }
    printf("%d words, the:%d of:%d whale:%d, %d free\n", words, slot_of(slots, "the")->count,
           slot_of(slots, "of")->count, slot_of(slots, "whale")->count, vacant);
    free(slots);
    return 0;
}
