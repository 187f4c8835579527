// Sudoku by a depth-first search that copies half filled boards: a cell has a value or candidates, never both.
//! levels: -O0 -O2
//! stdout: 534678912672195348198342567859761423426853791713924856961537284287419635345286179
//! stdout: 51 cells were open
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cell {
    unsigned short solved : 1;
    unsigned short value : 4;      /* of solved cells */
    unsigned short candidates : 9; /* of the others */
};
struct board {
    struct cell cells[81];
    int open;
};

static int same_unit(int a, int b) {
    return a / 9 == b / 9 || a % 9 == b % 9 || (a / 27 == b / 27 && a % 9 / 3 == b % 9 / 3);
}

__attribute__((noinline)) static int place(struct board *b, int at, unsigned value) {
    b->cells[at].solved = 1;
    b->cells[at].value = value & 15;
    b->open--;
    for (int i = 0; i < 81; i++) {
        struct cell *c = &b->cells[i];
        if (i == at || !same_unit(i, at)) {
            continue;
        }
        if (c->solved && c->value == value) {
            return 0;
        }
        if (!c->solved) {
            c->candidates &= ~(1u << (value - 1)) & 511;
            if (c->candidates == 0) {
                return 0;
            }
        }
    }
    return 1;
}

__attribute__((noinline)) static int solve(const struct board *b, struct board *solved) {
    if (b->open == 0) {
        *solved = *b;
        return 1;
    }
    int best = -1, fewest = 10;
    for (int i = 0; i < 81; i++) {
        int count = b->cells[i].solved ? 10 : __builtin_popcount(b->cells[i].candidates);
        if (count < fewest) {
            fewest = count;
            best = i;
        }
    }
    for (unsigned value = 1; value <= 9; value++) {
        if (b->cells[best].candidates >> (value - 1) & 1) {
            struct board next = *b;
            if (place(&next, best, value) && solve(&next, solved)) {
                return 1;
            }
        }
    }
    return 0;
}

int main(void) {
    static const char puzzle[] = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";
    struct board *board = malloc(sizeof *board), *solved = malloc(sizeof *solved);
    board->open = 81;
    for (int i = 0; i < 81; i++) {
        board->cells[i].solved = 0;
        board->cells[i].candidates = 511;
    }
    for (int i = 0; i < 81; i++) {
        if (puzzle[i] != '.' && !place(board, i, (unsigned)(puzzle[i] - '0'))) {
            return 1;
        }
    }
    int open = board->open;
    if (solve(board, solved)) {
        for (int i = 0; i < 81; i++) {
            putchar('0' + solved->cells[i].value);
        }
        printf("\n%d cells were open\n", open);
    }
    free(board);
    free(solved);
    return 0;
}
