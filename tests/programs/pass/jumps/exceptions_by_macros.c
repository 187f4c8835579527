// Exceptions as macros make them: handlers in a list, errors passed on, a message formatted into the handler.
//! levels: -O0 -O2
//! stdout: 6 | bad digit '?' in "1?" | empty | 15 | outer: bad digit 'x' in "3x"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct handler {
    jmp_buf jump;
    struct handler *outer;
    char message[60];
};

static struct handler *current;

#define TRY(handler) \
    (handler).outer = current; \
    current = &(handler); \
    if (setjmp((handler).jump) == 0)
#define DONE(handler) (current = (handler).outer)

__attribute__((noinline)) static _Noreturn void raise_error(const char *message) {
    struct handler *to = current;
    current = to->outer;
    strcpy(to->message, message);
    longjmp(to->jump, 1);
}

__attribute__((noinline)) static int sum_of_digits(const char *text) {
    char message[60];
    if (!*text) {
        raise_error("empty");
    }
    int sum = 0;
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9') {
            snprintf(message, sizeof message, "bad digit '%c' in \"%s\"", *at, text);
            raise_error(message);
        }
        sum += *at - '0';
    }
    return sum;
}

__attribute__((noinline)) static void show(const char *text) {
    struct handler handler;
    char *volatile copy = strdup(text);
    TRY(handler) {
        printf("%d", sum_of_digits(copy));
        DONE(handler);
    } else if (strchr(handler.message, 'x')) {
        free(copy);
        raise_error(handler.message);
    } else {
        printf("%s", handler.message);
    }
    free(copy);
    printf(" | ");
}

int main(void) {
    static const char *const texts[] = {"123", "1?", "", "555", "3x", "4"};
    struct handler handler;
    TRY(handler) {
        for (int i = 0; i < 6; i++) {
            show(texts[i]);
        }
        DONE(handler);
    } else {
        printf("outer: %s\n", handler.message);
    }
    return 0;
}
