// fread gives one record of the two that were asked for.
//! stdin: abcdefg
#include <stdio.h>
#include <stdlib.h>

struct record {
    char name[4];
    unsigned char flags[4];
};

int main(void) {
    struct record *records = malloc(2 * sizeof *records);
    size_t count = fread(records, sizeof *records, 2, stdin);
    if (records[0].flags[0] == 'e') {
        puts("e");
    }
    if (records[1].flags[0] == 'e') { //~ UninitCondition
        puts("e again");
    }
    free(records);
    return count != 1;
}
