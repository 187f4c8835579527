// Expressions become packed instructions for a machine of sixteen registers, of which a program sets what it uses.
//! levels: -O0 -O2
//! stdout: 1+2*3 = 7 in 5 instructions, 3 registers
//! stdout: (8-x)/(x-3) = 4 in 7 instructions, 3 registers
//! stdout: x>2?x*x*x:0-x = 64 in 13 instructions, 2 registers
//! stdout: x/(x-4) fails at 4
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum operation { Set, Copy, Add, Subtract, Multiply, Divide, Greater, SkipUnless, Skip, Stop };
struct instruction {
    uint32_t operation : 4;
    uint32_t to : 4;
    uint32_t left : 4;
    uint32_t right : 4;
    int32_t value : 16; /* of Set, SkipUnless and Skip */
};
struct program {
    int count, registers;
    struct instruction *code;
};
static const char *at;

__attribute__((noinline)) static struct instruction *emit(struct program *p, enum operation operation, unsigned to) {
    struct instruction *i = &p->code[p->count++];
    i->operation = operation;
    i->to = to & 15;
    p->registers = (int)to >= p->registers ? (int)to + 1 : p->registers;
    return i;
}

static void expression(struct program *p, unsigned to, int level);

static void operand(struct program *p, unsigned to) {
    if (*at == '(') {
        at++;
        expression(p, to, 0);
        at++;
    } else if (*at == 'x') {
        at++;
        emit(p, Copy, to)->left = 15;
    } else {
        struct instruction *i = emit(p, Set, to);
        i->value = 0;
        for (; isdigit((unsigned char)*at); at++) {
            i->value = 10 * i->value + (*at - '0');
        }
    }
}

static void expression(struct program *p, unsigned to, int level) {
    static const char *const operators[] = {"?", ">", "+-", "*/"};
    if (level == 4) {
        operand(p, to);
        return;
    }
    expression(p, to, level + 1);
    for (;;) {
        const char *o = operators[level];
        while (*o && *o != *at) {
            o++;
        }
        if (!*o || !*at) {
            return;
        }
        char operator = *at++;
        if (operator == '?') {
            struct instruction *test = emit(p, SkipUnless, to);
            int from = p->count;
            expression(p, to, 1);
            struct instruction *jump = emit(p, Skip, to);
            test->value = p->count - from;
            from = p->count;
            at++;
            expression(p, to, 0);
            jump->value = p->count - from;
            continue;
        }
        expression(p, to + 1, level + 1);
        struct instruction *i = emit(p, operator == '+'   ? Add
                                        : operator == '-' ? Subtract
                                        : operator == '*' ? Multiply
                                        : operator == '/' ? Divide
                                                          : Greater,
                                     to);
        i->left = to & 15;
        i->right = (to + 1) & 15;
    }
}

/* -1, or the instruction at which it failed. */
__attribute__((noinline)) static int run(const struct program *p, int x, int *result) {
    int registers[16];
    registers[15] = x;
    for (int n = 0;; n++) {
        struct instruction i = p->code[n];
        int *to = &registers[i.to];
        switch (i.operation) {
        case Set:
            *to = i.value;
            break;
        case Copy:
            *to = registers[i.left];
            break;
        case Add:
            *to = registers[i.left] + registers[i.right];
            break;
        case Subtract:
            *to = registers[i.left] - registers[i.right];
            break;
        case Multiply:
            *to = registers[i.left] * registers[i.right];
            break;
        case Divide:
            if (registers[i.right] == 0) {
                return n;
            }
            *to = registers[i.left] / registers[i.right];
            break;
        case Greater:
            *to = registers[i.left] > registers[i.right];
            break;
        case SkipUnless:
            n += *to ? 0 : i.value;
            break;
        case Skip:
            n += i.value;
            break;
        default:
            *result = registers[0];
            return -1;
        }
    }
}

int main(void) {
    static const char *const texts[] = {"1+2*3", "(8-x)/(x-3)", "x>2?x*x*x:0-x", "x/(x-4)"};
    for (int i = 0; i < 4; i++) {
        struct program p = {0, 0, malloc(40 * sizeof(struct instruction))};
        at = texts[i];
        expression(&p, 0, 0);
        emit(&p, Stop, 0);
        int result, failed = run(&p, 4, &result);
        if (failed < 0) {
            printf("%s = %d in %d instructions, %d registers\n", texts[i], result, p.count - 1, p.registers);
        } else {
            printf("%s fails at %d\n", texts[i], failed);
        }
        free(p.code);
    }
    return 0;
}
