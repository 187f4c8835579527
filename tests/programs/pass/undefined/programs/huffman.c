// Codes from a tree in a malloc'd array: leaves have no children, inner nodes no symbol, and neither is asked for them.
//! levels: -O0 -O2
//! stdout: a:0 b:110 c:100 d:101 r:111, 88 bits become 23
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
    int weight;
    unsigned char leaf, taken;
    char symbol;
    short left, right;
};
struct code {
    unsigned char length;
    char digits[15];
};

__attribute__((noinline)) static int lightest(struct node *nodes, int count) {
    int best = -1;
    for (int i = 0; i < count; i++) {
        if (!nodes[i].taken && (best < 0 || nodes[i].weight < nodes[best].weight)) {
            best = i;
        }
    }
    nodes[best].taken = 1;
    return best;
}

static int make_leaves(struct node *nodes, const char *text) {
    int counts[128] = {0}, count = 0;
    while (*text) {
        counts[(unsigned char)*text++]++;
    }
    for (int c = 0; c < 128; c++) {
        if (counts[c] > 0) {
            nodes[count].weight = counts[c];
            nodes[count].leaf = 1;
            nodes[count].taken = 0;
            nodes[count++].symbol = (char)c;
        }
    }
    return count;
}

__attribute__((noinline)) static void assign(const struct node *nodes, int at, struct code code, struct code *codes) {
    if (nodes[at].leaf) {
        codes[(unsigned char)nodes[at].symbol] = code;
        return;
    }
    code.digits[code.length++] = '0';
    assign(nodes, nodes[at].left, code, codes);
    code.digits[code.length - 1] = '1';
    assign(nodes, nodes[at].right, code, codes);
}

int main(void) {
    const char *text = "abracadabra";
    struct node *nodes = malloc(64 * sizeof *nodes);
    struct code *codes = malloc(128 * sizeof *codes), empty;
    int leaves = make_leaves(nodes, text), count = leaves;
    for (int i = 1; i < leaves; i++) {
        int left = lightest(nodes, count), right = lightest(nodes, count);
        nodes[count].leaf = nodes[count].taken = 0;
        nodes[count].weight = nodes[left].weight + nodes[right].weight;
        nodes[count].left = (short)left;
        nodes[count++].right = (short)right;
    }
    empty.length = 0;
    assign(nodes, count - 1, empty, codes);
    for (int i = 0; i < leaves; i++) {
        const struct code *code = &codes[(unsigned char)nodes[i].symbol];
        printf("%c:%.*s%s", nodes[i].symbol, code->length, code->digits, i < leaves - 1 ? " " : ", ");
    }
    int bits = 0;
    for (const char *c = text; *c; c++) {
        bits += codes[(unsigned char)*c].length;
    }
    printf("%d bits become %d\n", (int)strlen(text) * 8, bits);
    free(nodes);
    free(codes);
    return 0;
}
