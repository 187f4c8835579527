// The friends of counted_cycle.c, where only one of two keeps the other. The way back is a pointer
// that does not count; it must be cleared when the person it leads to goes.
// In Rust this is what Weak does: examples/rust/rc_weak.rs.
//! stdout: Grace knows Ada
//! stdout: Ada is gone
//! stdout: Grace knows nobody
//! stdout: Grace is gone
#include <stdio.h>
#include <stdlib.h>

struct person {
    int count;
    const char *name;
    struct person *keeps; // counted
    struct person *knows; // not counted
};

static struct person *new_person(const char *name) {
    struct person *person = calloc(1, sizeof *person);
    if (person == NULL) {
        exit(1);
    }
    person->count = 1;
    person->name = name;
    return person;
}

static void let_go(struct person *person) {
    if (person == NULL || --person->count > 0) {
        return;
    }
    printf("%s is gone\n", person->name);
    if (person->keeps != NULL) {
        person->keeps->knows = NULL;
        let_go(person->keeps);
    }
    free(person);
}

static void print_known(const struct person *person) {
    printf("%s knows %s\n", person->name, person->knows ? person->knows->name : "nobody");
}

int main(void) {
    struct person *ada = new_person("Ada");
    struct person *grace = new_person("Grace");
    ada->keeps = grace;
    grace->count++;
    grace->knows = ada;

    print_known(grace);
    let_go(ada);
    print_known(grace);
    let_go(grace);
    return 0;
}
