// Two pointers are swapped by a function that leaves the address of its helper variable.
//! levels: -O0 -O2
struct box { int weight; };

__attribute__((noinline)) static void lighter_first(struct box **a, struct box **b) {
    struct box kept = **a;
    if ((*b)->weight < kept.weight) {
        *a = *b;
        *b = &kept;
    }
}

int main(void) {
    struct box heavy = {9};
    struct box light = {1};
    struct box *first = &heavy;
    struct box *second = &light;
    lighter_first(&first, &second);
    int weight = second->weight; //~ InvalidRead
    return (weight == 12345) + first->weight - 1;
}
