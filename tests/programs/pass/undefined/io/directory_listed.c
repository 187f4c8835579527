// Entries of a directory: the host fills a buffer with names that have no terminator.
//! levels: -O0 -O2
//! options: --dir tests/programs/pass/undefined/io/data::data
//! stdout: [.][..][lines.txt]
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(void) {
    DIR *folder = opendir("data");
    if (!folder) {
        return 1;
    }
    char **names = malloc(16 * sizeof *names);
    size_t count = 0;
    for (struct dirent *entry = readdir(folder); entry && count < 16; entry = readdir(folder)) {
        names[count++] = strdup(entry->d_name);
    }
    closedir(folder);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        printf("[%s]", names[i]);
        free(names[i]);
    }
    printf("\n");
    free(names);
    return 0;
}
