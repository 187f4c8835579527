// The shortest way through a graph with adjacency lists, by breadth-first search.
//! stdout: 0 2 3 5 6
#include <stdio.h>
#include <stdlib.h>

struct edge {
    int to;
    struct edge *next;
};

enum { Nodes = 7 };

static void print_way(const int *from, int node) {
    if (from[node] != node) {
        print_way(from, from[node]);
        printf(" ");
    }
    printf("%d", node);
}

int main(void) {
    static const int pairs[][2] = {{0, 1}, {0, 2}, {1, 4}, {2, 3}, {3, 5}, {4, 3}, {5, 6}};
    struct edge **edges = calloc(Nodes, sizeof *edges);
    for (unsigned i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct edge *e = malloc(sizeof *e);
        *e = (struct edge){pairs[i][1], edges[pairs[i][0]]};
        edges[pairs[i][0]] = e;
    }

    int *from = malloc(Nodes * sizeof *from);
    int *queue = malloc(Nodes * sizeof *queue);
    for (int i = 0; i < Nodes; i++) {
        from[i] = -1;
    }
    int head = 0, tail = 0;
    from[0] = 0;
    queue[tail++] = 0;
    while (head < tail) {
        int node = queue[head++];
        for (struct edge *e = edges[node]; e != NULL; e = e->next) {
            if (from[e->to] < 0) {
                from[e->to] = node;
                queue[tail++] = e->to;
            }
        }
    }
    print_way(from, 6);
    printf("\n");

    for (int i = 0; i < Nodes; i++) {
        for (struct edge *e = edges[i], *next; e != NULL; e = next) {
            next = e->next;
            free(e);
        }
    }
    free(queue);
    free(from);
    free(edges);
    return 0;
}
