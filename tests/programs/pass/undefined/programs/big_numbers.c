// Numbers of any length in blocks with spare digits: sums, products and quotients use as many as there are.
//! levels: -O0 -O2
//! stdout: 2^200 = 1606938044258990275541962092341162602522202993782792835301376
//! stdout: 50th fibonacci: 12586269025, 3^40: 12157665459056928801
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct big {
    int length, room;
    uint32_t *digits;
};

__attribute__((noinline)) static struct big big(uint32_t value) {
    struct big b = {1, 8, malloc(8 * sizeof(uint32_t))};
    b.digits[0] = value;
    return b;
}

static void push(struct big *b, uint32_t digit) {
    if (b->length == b->room) {
        b->room *= 2;
        b->digits = realloc(b->digits, (size_t)b->room * sizeof(uint32_t));
    }
    b->digits[b->length++] = digit;
}

__attribute__((noinline)) static void multiply(struct big *b, uint32_t by) {
    uint64_t carry = 0;
    for (int i = 0; i < b->length; i++) {
        carry += (uint64_t)b->digits[i] * by;
        b->digits[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) {
        push(b, (uint32_t)carry);
    }
}

__attribute__((noinline)) static void add(struct big *b, const struct big *other) {
    uint64_t carry = 0;
    for (int i = 0; i < other->length || i < b->length; i++) {
        carry += i < other->length ? other->digits[i] : 0;
        if (i < b->length) {
            carry += b->digits[i];
            b->digits[i] = (uint32_t)carry;
        } else {
            push(b, (uint32_t)carry);
        }
        carry >>= 32;
    }
    if (carry) {
        push(b, (uint32_t)carry);
    }
}

static void print(struct big *b, const char *end) {
    char *text = malloc(100), *at = text + 100;
    while (b->length > 0) {
        uint64_t rest = 0;
        for (int i = b->length; i-- > 0;) {
            rest = rest << 32 | b->digits[i];
            b->digits[i] = (uint32_t)(rest / 10);
            rest %= 10;
        }
        *--at = (char)('0' + rest);
        b->length -= b->digits[b->length - 1] == 0;
    }
    printf("%.*s%s", (int)(text + 100 - at), at, end);
    free(text);
    free(b->digits);
}

int main(void) {
    struct big power = big(1);
    for (int i = 0; i < 200; i++) {
        multiply(&power, 2);
    }
    printf("2^200 = ");
    print(&power, "\n");
    struct big a = big(0), b = big(1);
    for (int i = 0; i < 25; i++) {
        add(&a, &b);
        add(&b, &a);
    }
    struct big three = big(1);
    for (int i = 0; i < 40; i++) {
        multiply(&three, 3);
    }
    printf("50th fibonacci: ");
    print(&a, ", 3^40: ");
    print(&three, "\n");
    free(b.digits);
    return 0;
}
