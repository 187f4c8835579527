// Counted by hand: whoever keeps a person adds one, whoever lets go takes one away, and at zero the
// person is freed. Two friends who keep each other never come to zero.
// In Rust the counting is Rc's, and the mistake is the same: examples/rust/rc_cycle.rs.
//! stdout: Ada and Grace are friends
#include <stdio.h>
#include <stdlib.h>

struct person {
    int count;
    const char *name;
    struct person *friend;
};

static struct person *new_person(const char *name) {
    struct person *person = malloc(sizeof *person);
    //~^ Leak_DefinitelyLost 1 blocks Leak_IndirectlyLost 1 blocks
    if (person == NULL) {
        exit(1);
    }
    *person = (struct person){.count = 1, .name = name, .friend = NULL};
    return person;
}

static struct person *keep(struct person *person) {
    person->count++;
    return person;
}

static void let_go(struct person *person) {
    if (person != NULL && --person->count == 0) {
        let_go(person->friend);
        free(person);
    }
}

int main(void) {
    struct person *ada = new_person("Ada");
    struct person *grace = new_person("Grace");
    ada->friend = keep(grace);
    grace->friend = keep(ada);
    printf("%s and %s are friends\n", ada->name, grace->name);

    let_go(ada);   // from 2 to 1: Grace still keeps her
    let_go(grace); // the same the other way round
    return 0;
}
