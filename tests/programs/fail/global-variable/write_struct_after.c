// A structure of 32 bytes is written behind the last place of a table.
//! levels: -O0 -O2
struct user { int id; char name[28]; };
static struct user users[4];

__attribute__((noinline)) static void put(int at, const struct user *user) {
    users[at] = *user; //~ InvalidWrite
}

int main(void) {
    struct user user = {1, "Ada"};
    for (volatile int i = 1; i <= 4; i++) {
        put(i, &user);
    }
    return users[3].id - 1;
}
