// Dijkstra with arrays of which only what was reached is set: a bit says whether a distance means anything.
//! levels: -O0 -O2
//! stdout: 0:0 1:7 2:9 3:20 4:20 5:11 6:- 7:-
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { Nodes = 8 };
struct node {
    unsigned reached : 1;
    unsigned done : 1;
    unsigned came_from : 6;
    int distance;
};
struct edge {
    unsigned char from, to;
    int length;
};

static const struct edge edges[] = {{0, 1, 7}, {0, 2, 9}, {0, 5, 14}, {1, 2, 10}, {1, 3, 15},
                                    {2, 3, 11}, {2, 5, 2}, {3, 4, 6}, {4, 5, 9}, {6, 7, 1}};

__attribute__((noinline)) static void reach(struct node *node, unsigned from, int distance) {
    if (!node->reached || distance < node->distance) {
        node->reached = 1;
        node->came_from = from & 63;
        node->distance = distance;
    }
}

__attribute__((noinline)) static int nearest(const struct node *nodes) {
    int best = -1;
    for (int i = 0; i < Nodes; i++) {
        if (nodes[i].reached && !nodes[i].done && (best < 0 || nodes[i].distance < nodes[best].distance)) {
            best = i;
        }
    }
    return best;
}

int main(void) {
    struct node *nodes = malloc(Nodes * sizeof *nodes);
    for (int i = 0; i < Nodes; i++) {
        nodes[i].reached = nodes[i].done = 0;
    }
    reach(&nodes[0], 0, 0);
    for (int at; (at = nearest(nodes)) >= 0;) {
        nodes[at].done = 1;
        for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
            if (edges[i].from == at) {
                reach(&nodes[edges[i].to], (unsigned)at, nodes[at].distance + edges[i].length);
            } else if (edges[i].to == at) {
                reach(&nodes[edges[i].from], (unsigned)at, nodes[at].distance + edges[i].length);
            }
        }
    }
    for (int i = 0; i < Nodes; i++) {
        char text[16];
        if (nodes[i].done && (i == 0 || nodes[nodes[i].came_from].done)) {
            snprintf(text, sizeof text, "%d", nodes[i].distance);
        } else {
            strcpy(text, "-");
        }
        printf("%d:%s%s", i, text, i < Nodes - 1 ? " " : "\n");
    }
    free(nodes);
    return 0;
}
