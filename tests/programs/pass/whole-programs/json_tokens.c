// JSON cut into tokens, each a copy of its own.
//! stdout: { "a" : [ 1 , true ] , "b" : "c d" }
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t token_length(const char *p) {
    size_t n = 1;
    if (*p == '"') {
        while (p[n] != '"') {
            n += p[n] == '\\' ? 2 : 1;
        }
        return n + 1;
    }
    if (isalnum((unsigned char)*p)) {
        while (isalnum((unsigned char)p[n])) {
            n++;
        }
    }
    return n;
}

int main(void) {
    char *text = strdup("{\"a\":[1, true],\n \"b\":\"c d\"}");
    char **tokens = NULL;
    size_t count = 0;
    for (const char *p = text; *p != '\0';) {
        if (isspace((unsigned char)*p)) {
            p++;
            continue;
        }
        size_t n = token_length(p);
        tokens = realloc(tokens, (count + 1) * sizeof *tokens);
        tokens[count++] = strndup(p, n);
        p += n;
    }
    free(text);
    for (size_t i = 0; i < count; i++) {
        printf(i + 1 < count ? "%s " : "%s\n", tokens[i]);
        free(tokens[i]);
    }
    free(tokens);
    return 0;
}
