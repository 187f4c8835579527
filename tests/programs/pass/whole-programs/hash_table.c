// A hash table with chains that counts words and grows when it is full.
//! stdout: the 3, fox 1, dog 1, cat 0
//! options: -O2
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    struct entry *next;
    int count;
    char word[];
};

static struct entry **buckets;
static unsigned bucket_count = 2, used;

static unsigned hash(const char *s) {
    unsigned h = 2166136261u;
    while (*s != '\0') {
        h = (h ^ (unsigned char)*s++) * 16777619u;
    }
    return h;
}

static struct entry **find(const char *word) {
    struct entry **e = &buckets[hash(word) % bucket_count];
    while (*e != NULL && strcmp((*e)->word, word) != 0) {
        e = &(*e)->next;
    }
    return e;
}

static void grow(void) {
    struct entry **old = buckets;
    unsigned old_count = bucket_count;
    bucket_count *= 2;
    buckets = calloc(bucket_count, sizeof *buckets);
    for (unsigned i = 0; i < old_count; i++) {
        for (struct entry *e = old[i], *next; e != NULL; e = next) {
            next = e->next;
            struct entry **place = &buckets[hash(e->word) % bucket_count];
            e->next = *place;
            *place = e;
        }
    }
    free(old);
}

static void count(const char *word) {
    struct entry **e = find(word);
    if (*e == NULL) {
        if (used++ == bucket_count) {
            grow();
            e = find(word);
        }
        *e = calloc(1, sizeof **e + strlen(word) + 1);
        strcpy((*e)->word, word);
    }
    (*e)->count++;
}

int main(void) {
    static const char *const words[] = {"the", "quick", "brown", "fox", "jumps", "over",
                                        "the", "lazy",  "dog",   "and", "the",   "moon"};
    buckets = calloc(bucket_count, sizeof *buckets);
    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++) {
        count(words[i]);
    }
    int cats = *find("cat") != NULL;
    printf("the %d, fox %d, dog %d, cat %d\n", (*find("the"))->count, (*find("fox"))->count,
           (*find("dog"))->count, cats);
    for (unsigned i = 0; i < bucket_count; i++) {
        for (struct entry *e = buckets[i], *next; e != NULL; e = next) {
            next = e->next;
            free(e);
        }
    }
    free(buckets);
    buckets = NULL;
    return 0;
}
