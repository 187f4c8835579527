// Nodes of a skip list have as many forward pointers as their height; new nodes copy the ones of their predecessors.
//! levels: -O0 -O2
//! stdout: 0 3 6 9 12 15 18 21 24 27, 250 found, 0 wrong
#include <stdio.h>
#include <stdlib.h>

enum { Highest = 8 };
struct node {
    int key;
    unsigned char height;
    struct node *next[];
};
struct list {
    struct node *first[Highest];
    unsigned seed;
};

static int random_height(struct list *list) {
    int height = 1;
    list->seed = list->seed * 1103515245u + 12345u;
    for (unsigned bits = list->seed >> 8; bits & 1 && height < Highest; bits >>= 1) {
        height++;
    }
    return height;
}

/* Sets places[level] to the pointer that leads to the first node not below key. */
__attribute__((noinline)) static struct node *search(struct list *list, int key, struct node **places[Highest]) {
    struct node **links = list->first;
    for (int level = Highest - 1; level >= 0; level--) {
        while (links[level] && links[level]->key < key) {
            links = links[level]->next;
        }
        places[level] = &links[level];
    }
    struct node *found = *places[0];
    return found && found->key == key ? found : NULL;
}

static void insert(struct list *list, int key) {
    struct node **places[Highest];
    if (search(list, key, places)) {
        return;
    }
    int height = random_height(list);
    struct node *node = malloc(sizeof *node + (size_t)height * sizeof node->next[0]);
    node->key = key;
    node->height = (unsigned char)height;
    for (int level = 0; level < height; level++) {
        node->next[level] = *places[level];
        *places[level] = node;
    }
}

int main(void) {
    struct list list = {{NULL}, 1};
    for (int i = 0; i < 500; i++) {
        insert(&list, i * 7 % 250 * 3);
    }
    int found = 0, wrong = 0;
    struct node **places[Highest];
    for (int key = 0; key < 750; key++) {
        struct node *node = search(&list, key, places);
        found += node != NULL;
        wrong += (node != NULL) != (key % 3 == 0);
    }
    struct node *node = list.first[0];
    for (int i = 0; i < 10; i++, node = node->next[0]) {
        printf("%d%s", node->key, i < 9 ? " " : ", ");
    }
    printf("%d found, %d wrong\n", found, wrong);
    for (node = list.first[0]; node;) {
        struct node *next = node->next[0];
        free(node);
        node = next;
    }
    return 0;
}
