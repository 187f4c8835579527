// The best element's address is kept, and the element is a copy in the loop's body.
//! levels: -O0 -O2
struct city { int people; const char *name; };

static const struct city *best;

__attribute__((noinline)) static void compare(const struct city *city) {
    if (best == 0 || city->people > best->people) {
        best = city;
    }
}

int main(void) {
    static const int people[3] = {10, 30, 20};
    for (int i = 2; i < 3; i++) {
        struct city city = {people[i], "a city"};
        compare(&city);
    }
    return best->people == 12345; //~ InvalidRead
}
