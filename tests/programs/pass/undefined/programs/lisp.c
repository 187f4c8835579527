// A Lisp with a collector: cells are unions with a tag and a mark in bit-fields, and most of the heap is not yet used.
//! levels: -O0 -O2
//! stdout: (3 3628800 (4 3 2 1) 610), collected 10 times
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum tag { Nil, Pair, Number, Symbol };
struct cell {
    unsigned tag : 2;
    unsigned marked : 1;
    unsigned unset : 29;
    union {
        struct {
            struct cell *first, *rest;
        } pair;
        long number;
        char name[8];
        struct cell *next_free;
    } as;
};
enum { Cells = 1000, Roots = 2000 };
static struct cell *heap, *free_cells, **roots[Roots];
static int fresh, root_count, collected;
static struct cell nil = {Nil, 0, 0, {{NULL, NULL}}};

static void mark(struct cell *c) {
    for (; c->tag != Nil && !c->marked; c = c->as.pair.rest) {
        c->marked = 1;
        if (c->tag != Pair) {
            return;
        }
        mark(c->as.pair.first);
    }
}

__attribute__((noinline)) static void collect(void) {
    for (int i = 0; i < root_count; i++) {
        mark(*roots[i]);
    }
    free_cells = NULL;
    for (int i = 0; i < fresh; i++) {
        if (!heap[i].marked) {
            heap[i].as.next_free = free_cells;
            free_cells = &heap[i];
        }
        heap[i].marked = 0;
    }
    collected++;
}

__attribute__((noinline)) static struct cell *cell(enum tag tag) {
    if (!free_cells && fresh == Cells) {
        collect();
    }
    struct cell *c = free_cells;
    if (c) {
        free_cells = c->as.next_free;
    } else {
        c = &heap[fresh++];
    }
    c->tag = tag;
    c->marked = 0;
    return c;
}

#define ROOT(c) (roots[root_count++] = &(c))

static struct cell *pair(struct cell *first, struct cell *rest) {
    int before = root_count;
    ROOT(first), ROOT(rest);
    struct cell *c = cell(Pair);
    c->as.pair.first = first;
    c->as.pair.rest = rest;
    root_count = before;
    return c;
}

static struct cell *number(long n) {
    struct cell *c = cell(Number);
    c->as.number = n;
    return c;
}

static struct cell *read(const char **at) {
    while (isspace((unsigned char)**at)) {
        ++*at;
    }
    if (**at == '(') {
        struct cell *first = &nil, *last = &nil;
        int before = root_count;
        ROOT(first);
        for (++*at; **at != ')';) {
            struct cell *next = pair(read(at), &nil);
            if (first == &nil) {
                first = next;
            } else {
                last->as.pair.rest = next;
            }
            last = next;
            *at += strspn(*at, " ");
        }
        ++*at;
        root_count = before;
        return first;
    }
    if (isdigit((unsigned char)**at)) {
        return number(strtol(*at, (char **)at, 10));
    }
    struct cell *c = cell(Symbol);
    size_t length = strcspn(*at, " ()");
    memcpy(c->as.name, *at, length);
    c->as.name[length] = '\0';
    *at += length;
    return c;
}

static struct cell *nth(struct cell *c, int n) {
    for (; n > 0; n--) {
        c = c->as.pair.rest;
    }
    return c->as.pair.first;
}

static struct cell *globals = &nil;

__attribute__((noinline)) static struct cell *look_up(const char *name, struct cell *where) {
    for (; where->tag == Pair; where = where->as.pair.rest) {
        if (strcmp(where->as.pair.first->as.pair.first->as.name, name) == 0) {
            return where->as.pair.first->as.pair.rest;
        }
    }
    return &nil;
}

__attribute__((noinline)) static struct cell *evaluate(struct cell *c, struct cell *local) {
    if (c->tag == Symbol) {
        struct cell *found = look_up(c->as.name, local);
        return found->tag == Nil ? look_up(c->as.name, globals) : found;
    }
    if (c->tag != Pair) {
        return c;
    }
    const char *name = c->as.pair.first->as.name;
    if (strcmp(name, "if") == 0) {
        struct cell *condition = evaluate(nth(c, 1), local);
        int no = condition->tag == Nil || (condition->tag == Number && condition->as.number == 0);
        return evaluate(nth(c, no ? 3 : 2), local);
    }
    struct cell *values = &nil, *result;
    int before = root_count;
    ROOT(c), ROOT(local), ROOT(values);
    struct cell *function = look_up(name, globals);
    if (function->tag == Pair) {
        struct cell *names = nth(function, 0), *argument = c->as.pair.rest;
        for (; names->tag == Pair; names = names->as.pair.rest, argument = argument->as.pair.rest) {
            struct cell *value = evaluate(argument->as.pair.first, local);
            values = pair(pair(names->as.pair.first, value), values);
        }
        result = evaluate(nth(function, 1), values);
    } else {
        struct cell *left = evaluate(nth(c, 1), local);
        ROOT(left);
        struct cell *right = evaluate(nth(c, 2), local);
        result = *name == 'c' ? pair(left, right)
                              : number(*name == '+'   ? left->as.number + right->as.number
                                       : *name == '-' ? left->as.number - right->as.number
                                       : *name == '*' ? left->as.number * right->as.number
                                                      : left->as.number < right->as.number);
    }
    root_count = before;
    return result;
}

static void print(const struct cell *c, const char *end) {
    if (c->tag == Number) {
        printf("%ld", c->as.number);
    } else {
        printf("(");
        for (; c->tag == Pair; c = c->as.pair.rest) {
            print(c->as.pair.first, c->as.pair.rest->tag == Pair ? " " : "");
        }
        printf(")");
    }
    printf("%s", end);
}

int main(void) {
    static const char *const definitions[] = {
        "(fact (n) (if (< n 1) 1 (* n (fact (- n 1)))))", "(down (n) (if n (cons n (down (- n 1))) nothing))",
        "(fib (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))"};
    heap = malloc(Cells * sizeof *heap);
    ROOT(globals);
    for (int i = 0; i < 3; i++) {
        const char *at = definitions[i];
        globals = pair(read(&at), globals);
    }
    const char *at = "(cons (+ 1 2) (cons (fact 10) (cons (down 4) (cons (fib 15) nothing))))";
    struct cell *program = read(&at);
    ROOT(program);
    print(evaluate(program, &nil), ", ");
    printf("collected %d times\n", collected);
    free(heap);
    return 0;
}
