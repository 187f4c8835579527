// A local variable lives as long as its function runs. `greeting` returns the address of its
// array: the address is still a number, but what lay there is gone, and the next call that needs
// the place takes it.
#include <stdio.h>

static char *greeting(const char *name) {
    char text[40];
    snprintf(text, sizeof text, "Hello, %s!", name);
    char *start = text; // `return text;` would be the same mistake, and compilers warn of that
    return start;
}

int main(void) {
    char *hello = greeting("Ada");

    if (hello[0] == 'H') {
    //~^ InvalidRead
        printf("It may even look right here.\n");
    }

    // Better: the caller has the array and hands it over, as it does to snprintf(), or greeting()
    // returns memory from malloc(), and the caller frees it.
    return 0;
}
