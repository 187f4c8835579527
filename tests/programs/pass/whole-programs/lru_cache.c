// A cache of three entries in a doubly linked list with a sentinel: the least recently used one goes.
//! stdout: 4 1 3
#include <stdio.h>
#include <stdlib.h>

struct entry {
    int key;
    struct entry *before, *after;
};

static struct entry list = {0, &list, &list};
static int count;

static void unlink_entry(struct entry *e) {
    e->before->after = e->after;
    e->after->before = e->before;
}

static void push_front(struct entry *e) {
    e->before = &list;
    e->after = list.after;
    list.after->before = e;
    list.after = e;
}

static void use(int key) {
    for (struct entry *e = list.after; e != &list; e = e->after) {
        if (e->key == key) {
            unlink_entry(e);
            push_front(e);
            return;
        }
    }
    if (count == 3) {
        struct entry *oldest = list.before;
        unlink_entry(oldest);
        free(oldest);
        count--;
    }
    struct entry *e = malloc(sizeof *e);
    e->key = key;
    push_front(e);
    count++;
}

int main(void) {
    static const int keys[] = {1, 2, 3, 1, 4};
    for (int i = 0; i < 5; i++) {
        use(keys[i]);
    }
    const char *separator = "";
    while (list.after != &list) {
        struct entry *e = list.after;
        printf("%s%d", separator, e->key);
        separator = " ";
        unlink_entry(e);
        free(e);
    }
    printf("\n");
    return 0;
}
