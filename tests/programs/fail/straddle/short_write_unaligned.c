// Two bytes across the border of two granules: the first is inside, the second is not.
#include <stdlib.h>

struct __attribute__((packed)) pair {
    char first[7];
    short second;
};

int main(void) {
    size_t size = 8;
    struct pair *p = malloc(size);
    p->first[6] = 'a';
    p->second = 2; //~ InvalidWrite
    free(p);
    return 0;
}
