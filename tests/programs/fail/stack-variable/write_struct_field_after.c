// One field of a structure behind the last one: not at the start of what lies there.
//! levels: -O0 -O2
struct player { char name[20]; int score; };

__attribute__((noinline)) static void win(struct player *players, int who) {
    players[who].score = 1; //~ InvalidWrite
}

int main(void) {
    struct player players[1] = {{"Ada", 0}};
    win(players, 1);
    return players[0].score;
}
