// `sizeof p` is the size of a pointer, not of what it points to.
#include <stdlib.h>

struct person {
    char name[32];
    int age;
};

int main(void) {
    struct person *p;
    size_t size = sizeof p;
    p = malloc(size);
    p->name[0] = '\0';
    p->age = 42; //~ InvalidWrite
    free(p);
    return 0;
}
