// A small virtual machine: its stack and its variables are malloc'd and hold garbage wherever the program has not been.
//! levels: -O0 -O2
//! stdout: 720 55 12586269025, 0 left
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum type { Character, Number };
struct value {
    uint8_t type;
    union {
        char character;
        int64_t number;
    } as;
};
struct machine {
    int top;
    struct value *stack, *variables;
};

static int64_t number_in(struct value value) {
    return value.type == Character ? value.as.character - '0' : value.as.number;
}

/* Digits and variables are pushed, =x stores, ?L jumps to :L if zero, !L always. */
__attribute__((noinline)) static int64_t run(struct machine *m, const char *code) {
    char label[3] = ":";
    for (const char *at = code; *at; at++) {
        if (isdigit((unsigned char)*at)) {
            m->stack[m->top].type = Character;
            m->stack[m->top++].as.character = *at;
        } else if (isalpha((unsigned char)*at)) {
            m->stack[m->top++] = m->variables[*at - 'a'];
        } else if (*at == '=') {
            m->variables[*++at - 'a'] = m->stack[--m->top];
        } else if (*at == '!' || *at == '?') {
            int jumps = *at == '!' || number_in(m->stack[--m->top]) == 0;
            label[1] = *++at;
            at = jumps ? strstr(code, label) + 1 : at;
        } else if (*at == ':') {
            at++;
        } else {
            int64_t right = number_in(m->stack[--m->top]), left = number_in(m->stack[m->top - 1]);
            m->stack[m->top - 1].type = Number;
            m->stack[m->top - 1].as.number = *at == '+' ? left + right : *at == '-' ? left - right : left * right;
        }
    }
    return number_in(m->stack[--m->top]);
}

int main(void) {
    struct machine m = {0, malloc(100 * sizeof(struct value)), malloc(26 * sizeof(struct value))};
    long long factorial = run(&m, "6=n1=r:An?Brn*=rn1-=n!A:Br");
    long long sum = run(&m, "91+=i0=s:Ai?Bsi+=si1-=i!A:Bs");
    long long fibonacci = run(&m, "95*5+=i0=a1=b:Ai?Bb=tab+=bt=ai1-=i!A:Ba");
    printf("%lld %lld %lld, %d left\n", factorial, sum, fibonacci, m.top);
    free(m.stack);
    free(m.variables);
    return 0;
}
