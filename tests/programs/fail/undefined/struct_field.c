// One of three fields is forgotten in the constructor.
//! levels: -O0 -O2
#include <stdio.h>
#include <stdlib.h>

struct account {
    int number;
    int locked;
    double balance;
};

__attribute__((noinline)) static struct account *open_account(int number) {
    struct account *a = malloc(sizeof *a);
    a->number = number;
    a->balance = 0;
    return a;
}

__attribute__((noinline)) static void withdraw(struct account *a, double amount) {
    if (a->locked) { //~ UninitCondition
        puts("locked");
        return;
    }
    a->balance -= amount;
}

int main(void) {
    struct account *a = open_account(12);
    withdraw(a, 5);
    free(a);
    return 0;
}
