// A parser that leaves by longjmp: the nodes it had begun are half set, and freed without being looked at.
//! levels: -O0 -O2
//! stdout: 1+2*(3+4) = 15; error 2 at 4; error 1 at 4; 8/2-3 = 1; error 3 at 3
#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct node {
    unsigned char operator, depth;
    double value;
    struct node *left, *right, *all;
};
struct parser {
    jmp_buf failed;
    const char *start, *at;
    struct node *all;
    int error_at, unset;
};

__attribute__((noinline)) static struct node *node(struct parser *p, char operator) {
    struct node *n = malloc(sizeof *n);
    n->all = p->all;
    p->all = n;
    n->operator = (unsigned char)operator;
    return n;
}

__attribute__((noinline)) static _Noreturn void fail(struct parser *p, int why) {
    int half_set[20];
    half_set[why] = (int)(p->at - p->start);
    p->error_at = half_set[why];
    longjmp(p->failed, why);
}

static struct node *sum(struct parser *p, int level) {
    if (level == 2) {
        if (*p->at == '(') {
            p->at++;
            struct node *inner = sum(p, 0);
            if (*p->at != ')') {
                fail(p, 1);
            }
            p->at++;
            return inner;
        }
        if (!isdigit((unsigned char)*p->at)) {
            fail(p, 2);
        }
        struct node *n = node(p, 'n');
        n->value = *p->at++ - '0';
        return n;
    }
    struct node *left = sum(p, level + 1);
    while (*p->at == (level ? '*' : '+') || *p->at == (level ? '/' : '-')) {
        struct node *n = node(p, *p->at++);
        n->left = left;
        n->right = sum(p, level + 1);
        left = n;
    }
    return left;
}

__attribute__((noinline)) static double value(struct parser *p, const struct node *n) {
    if (n->operator == 'n') {
        return n->value;
    }
    double left = value(p, n->left), right = value(p, n->right);
    if (n->operator == '/' && right == 0) {
        fail(p, 3);
    }
    return n->operator == '+' ? left + right : n->operator == '-' ? left - right : n->operator == '*' ? left * right
                                                                                                     : left / right;
}

int main(void) {
    static const char *const texts[] = {"1+2*(3+4)", "1+2*", "(1+2", "8/2-3", "1/0"};
    for (volatile int i = 0; i < 5; i++) {
        struct parser *volatile p = malloc(sizeof *p);
        p->start = p->at = texts[i];
        p->all = NULL;
        int why = setjmp(p->failed);
        if (why == 0) {
            printf("%s = %g", texts[i], value(p, sum(p, 0)));
        } else {
            printf("error %d at %d", why, p->error_at);
        }
        printf("%s", i < 4 ? "; " : "\n");
        while (p->all) {
            struct node *next = p->all->all;
            free(p->all);
            p->all = next;
        }
        free(p);
    }
    return 0;
}
