// The second of three conditions is undefined; the first lets it be asked.
#include <stdio.h>
#include <stdlib.h>

struct user {
    int id;
    int admin;
    int active;
};

int main(void) {
    struct user *u = malloc(sizeof *u);
    u->id = 7;
    u->active = 1;
    if (u->id == 8 && u->admin) {
        puts("never");
    }
    if (u->id == 7 && u->admin && u->active) { //~ UninitCondition
        puts("may do anything");
    }
    free(u);
    return 0;
}
