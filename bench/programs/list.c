// Walks, reverses and merge-sorts a linked list of 50,000 nodes that lie in memory in no order: one dependent load a
// step, nearly nothing else. The nodes are allocated once.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { NODES = 50000, WALKS = 60 };

struct node {
    struct node *next;
    uint32_t value;
};

static struct node *push(struct node *head, uint32_t value) {
    struct node *n = malloc(sizeof *n);
    if (!n) exit(1);
    n->next = head;
    n->value = value;
    return n;
}

static struct node *reverse(struct node *head) {
    struct node *result = NULL;
    while (head) {
        struct node *next = head->next;
        head->next = result;
        result = head;
        head = next;
    }
    return result;
}

static struct node *merge(struct node *a, struct node *b) {
    struct node first = { NULL, 0 }, *last = &first;
    while (a && b) {
        struct node **smaller = a->value <= b->value ? &a : &b;
        last->next = *smaller;
        last = *smaller;
        *smaller = (*smaller)->next;
    }
    last->next = a ? a : b;
    return first.next;
}

static struct node *merge_sort(struct node *head) {
    if (!head || !head->next) return head;
    struct node *slow = head, *fast = head->next;
    while (fast && fast->next) {
        slow = slow->next;
        fast = fast->next->next;
    }
    struct node *second = slow->next;
    slow->next = NULL;
    return merge(merge_sort(head), merge_sort(second));
}

static uint32_t walk(const struct node *head) {
    uint32_t sum = 0;
    for (; head; head = head->next) sum = sum * 3 + head->value;
    return sum;
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0, seed = 5;
    struct node *head = NULL;
    for (int i = 0; i < NODES; i++) head = push(head, 0);
    for (int round = 0; round < rounds; round++) {
        for (struct node *n = head; n; n = n->next) n->value = (seed = seed * 1664525u + 1013904223u) >> 8;
        head = merge_sort(head);
        for (int i = 0; i < WALKS; i++) checksum = checksum * 31 + walk(head);
        head = reverse(head);
    }
    while (head) {
        struct node *next = head->next;
        free(head);
        head = next;
    }
    printf("list: checksum %08x\n", checksum);
    return 0;
}
