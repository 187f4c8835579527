// A trie of words, freed from its leaves up.
//! stdout: red 1, redzone 1, re 0, zone 0
//! options: -O2
#include <stdio.h>
#include <stdlib.h>

struct trie {
    struct trie *next[26];
    int is_word;
};

static void add(struct trie *t, const char *word) {
    for (; *word != '\0'; word++) {
        struct trie **n = &t->next[*word - 'a'];
        if (*n == NULL) {
            *n = calloc(1, sizeof **n);
        }
        t = *n;
    }
    t->is_word = 1;
}

static int has(const struct trie *t, const char *word) {
    for (; t != NULL && *word != '\0'; word++) {
        t = t->next[*word - 'a'];
    }
    return t != NULL && t->is_word;
}

static void release(struct trie *t) {
    for (int i = 0; i < 26; i++) {
        if (t->next[i] != NULL) {
            release(t->next[i]);
        }
    }
    free(t);
}

int main(void) {
    struct trie *root = calloc(1, sizeof *root);
    add(root, "red");
    add(root, "redzone");
    add(root, "quarantine");
    printf("red %d, redzone %d, re %d, zone %d\n", has(root, "red"), has(root, "redzone"),
           has(root, "re"), has(root, "zone"));
    release(root);
    return 0;
}
