// Counts positions by generating chess moves: move lists are never full, and a move has fields that only some moves set.
//! levels: -O0 -O2
//! stdout: 20 400 8902, 46 with a check or a capture
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Empty, Pawn, Knight, Bishop, Rook, Queen, King, Black = 8, Off = 16 };
struct move {
    unsigned from : 7, to : 7;
    unsigned captures : 1;
    unsigned taken : 4; /* of captures */
    unsigned doubles : 1;
    int passed : 8; /* of doubles: the square passed */
};
struct position {
    uint8_t board[128]; /* 0x88; the right half is never set */
    int side, kings[2];
};
struct list {
    int count;
    struct move moves[200];
};

static const int8_t steps[] = {-17, -15, 15, 17, -16, -1, 1, 16, -33, -31, -18, -14, 14, 18, 31, 33};

static int piece_at(const struct position *p, int square) {
    return square & 0x88 ? Off : p->board[square];
}

__attribute__((noinline)) static int attacked(const struct position *p, int square, int by) {
    for (int i = 0; i < 16; i++) {
        for (int at = square + steps[i], far = 0;; at += steps[i], far++) {
            int piece = piece_at(p, at);
            if (piece == Empty && i < 8) {
                continue;
            }
            if (piece == Off || piece == Empty || (piece & Black) != by) {
                break;
            }
            int kind = piece & 7, up = by ? steps[i] > 0 : steps[i] < 0;
            if (i >= 8 ? kind == Knight : i < 4 ? kind == Bishop || kind == Queen : kind == Rook || kind == Queen) {
                return 1;
            }
            if (far == 0 && i < 8 && (kind == King || (i < 4 && kind == Pawn && up))) {
                return 1;
            }
            break;
        }
    }
    return 0;
}

__attribute__((noinline)) static int add(struct list *list, const struct position *p, int from, int to) {
    int target = piece_at(p, to);
    if (target == Off || (target != Empty && (target & Black) == p->side)) {
        return 0;
    }
    struct move *move = &list->moves[list->count++];
    move->from = from & 127;
    move->to = to & 127;
    move->doubles = 0;
    move->captures = target != Empty;
    if (move->captures) {
        move->taken = target & 15;
    }
    return target == Empty;
}

__attribute__((noinline)) static void generate(const struct position *p, struct list *list) {
    list->count = 0;
    for (int from = 0; from < 128; from = (from + 9) & ~8) {
        int piece = p->board[from], kind = piece & 7;
        if (piece == Empty || (piece & Black) != p->side) {
            continue;
        }
        if (kind == Pawn) {
            int up = p->side ? -16 : 16;
            for (int side = -1; side <= 1; side += 2) {
                int target = piece_at(p, from + up + side);
                if (target != Empty && target != Off) {
                    add(list, p, from, from + up + side);
                }
            }
            if (piece_at(p, from + up) == Empty && add(list, p, from, from + up) && from >> 4 == (p->side ? 6 : 1) &&
                piece_at(p, from + 2 * up) == Empty && add(list, p, from, from + 2 * up)) {
                list->moves[list->count - 1].doubles = 1;
                list->moves[list->count - 1].passed = from + up;
            }
            continue;
        }
        int first = kind == Knight ? 8 : kind == Rook ? 4 : 0, last = kind == Knight ? 16 : kind == Bishop ? 4 : 8;
        for (int i = first; i < last; i++) {
            for (int to = from + steps[i]; add(list, p, from, to) && kind != Knight && kind != King; to += steps[i]) {
            }
        }
    }
}

static long special;

__attribute__((noinline)) static long count(struct position p, int depth) {
    if (depth == 0) {
        return 1;
    }
    struct list list;
    generate(&p, &list);
    long all = 0;
    for (int i = 0; i < list.count; i++) {
        struct move move = list.moves[i];
        struct position next = p;
        next.board[move.to] = next.board[move.from];
        next.board[move.from] = Empty;
        if ((next.board[move.to] & 7) == King) {
            next.kings[p.side / Black] = move.to;
        }
        next.side ^= Black;
        if (!attacked(&next, next.kings[p.side / Black], next.side)) {
            all += count(next, depth - 1);
            special += (move.captures && move.taken) || (move.doubles && move.passed < 0) ||
                       attacked(&next, next.kings[next.side / Black], p.side);
        }
    }
    return all;
}

int main(void) {
    static const uint8_t back[] = {Rook, Knight, Bishop, Queen, King, Bishop, Knight, Rook};
    struct position *p = malloc(sizeof *p);
    for (int file = 0; file < 8; file++) {
        p->board[file] = back[file];
        p->board[16 + file] = Pawn;
        p->board[96 + file] = Pawn | Black;
        p->board[112 + file] = back[file] | Black;
        for (int rank = 2; rank < 6; rank++) {
            p->board[16 * rank + file] = Empty;
        }
    }
    p->side = 0;
    p->kings[0] = 4;
    p->kings[1] = 116;
    long one = count(*p, 1), two = count(*p, 2);
    special = 0;
    long three = count(*p, 3);
    printf("%ld %ld %ld, %ld with a check or a capture\n", one, two, three, special);
    free(p);
    return 0;
}
