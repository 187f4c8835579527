// Entries of a directory, chosen and sorted by scandir: it copies a little more of each than readdir has made.
//! levels: -O0 -O2
//! options: --dir tests/programs/pass/undefined/io/data::data
//! stdout: [lines.txt][..][.] 1 text
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_text(const struct dirent *entry) {
    const char *ending = strrchr(entry->d_name, '.');
    return ending && strcmp(ending, ".txt") == 0;
}

static int backwards(const struct dirent **a, const struct dirent **b) {
    return strcmp((*b)->d_name, (*a)->d_name);
}

static void free_all(struct dirent **entries, int count) {
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
}

int main(void) {
    struct dirent **entries;
    int count = scandir("data", &entries, NULL, backwards);
    if (count < 0) {
        return 1;
    }
    for (int i = 0; i < count; i++) {
        printf("[%s]", entries[i]->d_name);
    }
    free_all(entries, count);
    int texts = scandir("data", &entries, is_text, alphasort);
    printf(" %d text\n", texts);
    if (texts >= 0) {
        free_all(entries, texts);
    }
    return 0;
}
