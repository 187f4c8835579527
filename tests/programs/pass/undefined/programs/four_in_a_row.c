// A game search with a table of packed entries: a generation says which entry holds anything, the rest is garbage.
//! levels: -O0 -O2
//! stdout: 5 columns, 4 rows, three in a row: the first player wins in 9 moves
//! stdout: 4 columns, 4 rows, four in a row: draw in 16 moves
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { Slots = 4096 };
struct entry {
    uint64_t generation : 4;
    uint64_t key : 50;
    int64_t score : 9;
    uint64_t unset : 1;
};
struct game {
    int columns, rows, wanted, generation;
    uint64_t stones[2];
    uint8_t heights[8];
    struct entry *table;
};

static int stone(const struct game *g, int player, int x, int y) {
    return x >= 0 && x < g->columns && y >= 0 && y < g->rows && (g->stones[player] >> (8 * x + y) & 1);
}

__attribute__((noinline)) static int wins(const struct game *g, int player, int x, int y) {
    static const signed char directions[4][2] = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
    for (int i = 0; i < 4; i++) {
        int count = 1;
        for (int sign = -1; sign <= 1; sign += 2) {
            int dx = sign * directions[i][0], dy = sign * directions[i][1];
            for (int k = 1; stone(g, player, x + k * dx, y + k * dy); k++) {
                count++;
            }
        }
        if (count >= g->wanted) {
            return 1;
        }
    }
    return 0;
}

static uint64_t key_of(const struct game *g) {
    uint64_t x = g->stones[0] * 0x9e3779b97f4a7c15u ^ (g->stones[1] + 0x7f4a7c15u) * 0xff51afd7ed558ccdu;
    return (x ^ x >> 29) & 0x3ffffffffffffu;
}

/* Positive: the player to move wins; the larger, the sooner. */
__attribute__((noinline)) static int search(struct game *g, int moves, int low, int high) {
    if (moves == g->columns * g->rows) {
        return 0;
    }
    uint64_t key = key_of(g);
    struct entry *entry = &g->table[key % Slots];
    if (entry->generation == (uint64_t)g->generation && entry->key == key) {
        return entry->score;
    }
    int best = -1000, asked_low = low;
    for (int x = 0; x < g->columns; x++) {
        int y = g->heights[x];
        if (y == g->rows) {
            continue;
        }
        int player = moves % 2, score;
        g->stones[player] |= 1ull << (8 * x + y);
        g->heights[x]++;
        score = wins(g, player, x, y) ? 100 - moves : -search(g, moves + 1, -high, -low);
        g->heights[x]--;
        g->stones[player] &= ~(1ull << (8 * x + y));
        best = score > best ? score : best;
        low = best > low ? best : low;
        if (low >= high) {
            break;
        }
    }
    if (best > asked_low && best < high) {
        entry->generation = (uint64_t)g->generation & 15;
        entry->key = key;
        entry->score = best;
    }
    return best;
}

__attribute__((noinline)) static void play(struct entry *table, int columns, int rows, int wanted, int generation) {
    static const char *const counts[] = {"three", "four"};
    struct game g = {columns, rows, wanted, generation, {0, 0}, {0}, table};
    int score = search(&g, 0, -1000, 1000);
    printf("%d columns, %d rows, %s in a row: ", columns, rows, counts[wanted - 3]);
    printf("%s in %d moves\n", score > 0 ? "the first player wins" : score < 0 ? "the second player wins" : "draw",
           score ? 101 - abs(score) : columns * rows);
}

int main(void) {
    struct entry *table = malloc(Slots * sizeof *table);
    for (int i = 0; i < Slots; i++) {
        table[i].generation = 0;
    }
    play(table, 5, 4, 3, 1);
    play(table, 4, 4, 4, 2);
    free(table);
    return 0;
}
