// Splits a text into words, counts them in a chained table, and joins them again: strlen, strchr, strcmp, memcpy and
// loops over single bytes, most of them on short strings.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 60000, BUCKETS = 1024 };

struct entry {
    struct entry *next;
    const char *word; // in the text
    uint32_t count;
};

static const char *const syllables[] = { "re", "d", "zone", "stack", "heap", "mal", "loc", "un", "ini", "tial", "ise", "over", "flow", "leak", "y", "bit" };

static uint32_t random_state = 7;

static uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

// Words of one to three syllables with one blank after each.
static char *make_text(void) {
    char *text = malloc(WORDS * 16 + 1);
    if (!text) exit(1);
    char *end = text;
    for (int i = 0; i < WORDS; i++) {
        uint32_t r = next_random();
        for (uint32_t n = 1 + r % 3; n > 0; n--) {
            r >>= 4;
            const char *syllable = syllables[r % 16];
            size_t length = strlen(syllable);
            memcpy(end, syllable, length);
            end += length;
        }
        *end++ = ' ';
    }
    *end = '\0';
    return text;
}

static uint32_t hash_word(const char *word) {
    uint32_t hash = 2166136261u;
    for (; *word; word++) hash = (hash ^ (uint8_t)*word) * 16777619u;
    return hash;
}

static uint32_t count_words(char *text) {
    struct entry *buckets[BUCKETS] = { 0 };
    struct entry *entries = malloc(WORDS * sizeof *entries);
    if (!entries) exit(1);
    int used = 0;
    for (char *word = text, *blank; (blank = strchr(word, ' ')) != NULL; word = blank + 1) {
        *blank = '\0';
        struct entry **bucket = &buckets[hash_word(word) % BUCKETS];
        struct entry *e = *bucket;
        while (e && strcmp(e->word, word) != 0) e = e->next;
        if (!e) {
            e = &entries[used++];
            e->word = word;
            e->count = 0;
            e->next = *bucket;
            *bucket = e;
        }
        e->count++;
    }
    uint32_t checksum = 0;
    for (int i = 0; i < used; i++) checksum = checksum * 31 + entries[i].count * (uint32_t)strlen(entries[i].word);
    free(entries);
    return checksum;
}

// Turns each word around in place and puts the blanks back.
static void reverse_words(char *text, size_t length) {
    for (char *word = text; word < text + length;) {
        size_t n = strlen(word);
        for (char *a = word, *b = word + n - 1; a < b; a++, b--) {
            char t = *a;
            *a = *b;
            *b = t;
        }
        word[n] = ' ';
        word += n + 1;
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    uint32_t checksum = 0;
    char *text = make_text();
    size_t length = strlen(text);
    for (int round = 0; round < rounds; round++) {
        checksum = checksum * 31 + count_words(text);
        reverse_words(text, length);
        checksum = checksum * 31 + hash_word(text);
    }
    free(text);
    printf("strings: checksum %08x\n", checksum);
    return 0;
}
