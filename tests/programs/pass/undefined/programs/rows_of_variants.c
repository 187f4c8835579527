// Rows of values of several types, sorted by any column: comparisons look at what a value's type has, and no further.
//! levels: -O0 -O2
//! stdout: by 0: NULL,'-' 2,1.5 2.5,'ab' 7,NULL 'a','b' 'b',2
//! stdout: by 1: 7,NULL 2,1.5 'b',2 NULL,'-' 2.5,'ab' 'a','b'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum type { Null, Integer, Real, Text };
struct value {
    union {
        long long integer;
        double real;
        char *text;
    } as;
    int length; /* of Text */
    unsigned short type : 2;
    unsigned short owned : 1;
    unsigned char unset;
};
struct row {
    struct value columns[2];
};

static int column;

static int is_number(const struct value *v) {
    return v->type == Integer || v->type == Real;
}

__attribute__((noinline)) static int compare(const struct value *a, const struct value *b) {
    if (a->type == Null || b->type == Null) {
        return (a->type != Null) - (b->type != Null);
    }
    if (is_number(a) && is_number(b)) {
        if (a->type == Integer && b->type == Integer) {
            return (a->as.integer > b->as.integer) - (a->as.integer < b->as.integer);
        }
        double x = a->type == Real ? a->as.real : (double)a->as.integer;
        double y = b->type == Real ? b->as.real : (double)b->as.integer;
        return (x > y) - (x < y);
    }
    if (is_number(a) || is_number(b)) {
        return is_number(a) ? -1 : 1;
    }
    int shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->as.text, b->as.text, (size_t)shorter);
    return order ? order : a->length - b->length;
}

static int by_column(const void *a, const void *b) {
    const struct row *x = a, *y = b;
    return compare(&x->columns[column], &y->columns[column]);
}

__attribute__((noinline)) static void set(struct value *v, const char *from) {
    char *end;
    v->owned = 0;
    if (strcmp(from, "NULL") == 0) {
        v->type = Null;
    } else if (strtoll(from, &end, 10), end != from && *end == '\0') {
        v->type = Integer;
        v->as.integer = atoll(from);
    } else if (strtod(from, &end), end != from) {
        v->type = Real;
        v->as.real = atof(from);
    } else {
        v->type = Text;
        v->length = (int)strlen(from);
        v->as.text = malloc((size_t)v->length + 20);
        memcpy(v->as.text, from, (size_t)v->length);
        v->owned = 1;
    }
}

static void print(const struct value *v) {
    switch (v->type) {
    case Null:
        printf("NULL");
        break;
    case Integer:
        printf("%lld", v->as.integer);
        break;
    case Real:
        printf("%g", v->as.real);
        break;
    default:
        printf("'%.*s'", v->length, v->as.text);
    }
}

int main(void) {
    static const char *const texts[][2] = {{"7", "NULL"}, {"b", "2"},    {"2", "1.5"},
                                           {"a", "b"},    {"NULL", "-"}, {"2.5", "ab"}};
    enum { Rows = 6 };
    struct row *rows = malloc(20 * sizeof *rows);
    for (int i = 0; i < Rows; i++) {
        set(&rows[i].columns[0], texts[i][0]);
        set(&rows[i].columns[1], texts[i][1]);
    }
    for (column = 0; column < 2; column++) {
        qsort(rows, Rows, sizeof *rows, by_column);
        printf("by %d:", column);
        for (int i = 0; i < Rows; i++) {
            printf(" ");
            print(&rows[i].columns[0]);
            printf(",");
            print(&rows[i].columns[1]);
        }
        printf("\n");
    }
    for (int i = 0; i < 2 * Rows; i++) {
        if (rows[i / 2].columns[i % 2].owned) {
            free(rows[i / 2].columns[i % 2].as.text);
        }
    }
    free(rows);
    return 0;
}
