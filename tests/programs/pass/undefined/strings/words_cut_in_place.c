// strtok in a large buffer of which only the beginning was written, and strsep's kind of loop by hand.
//! levels: -O0 -O2
//! stdout: 4 words, 16 letters: gap undefined
//! stdout: [a][][b c][]
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noinline)) static void fields(char *line) {
    for (;;) {
        size_t length = strcspn(line, ";\n");
        char end = line[length];
        line[length] = '\0';
        printf("[%s]", line);
        if (end != ';') {
            break;
        }
        line += length + 1;
    }
    printf("\n");
}

int main(void) {
    char *line = malloc(4096);
    strcpy(line, "\tno gap  is\nundefined ");
    char *words[8];
    int count = 0;
    size_t letters = 0;
    for (char *word = strtok(line, " \t\n"); word; word = strtok(NULL, " \t\n")) {
        words[count++] = word;
        letters += strlen(word);
    }
    printf("%d words, %d letters: %s %s\n", count, (int)letters, words[1], words[count - 1]);
    strcpy(line + 1000, "a;;b c;");
    fields(line + 1000);
    free(line);
    return 0;
}
