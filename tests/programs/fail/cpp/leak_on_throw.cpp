// What a raw pointer holds is lost when an exception passes.
//! levels: -O0
#include <cstdio>
#include <string>

static int parse(const char *text) {
    int *digits = new int[10]; //~ Leak_DefinitelyLost
    for (int i = 0; text[i] != '\0'; i++) {
        digits[i] = text[i] - '0';
        if (digits[i] < 0 || digits[i] > 9) {
            throw std::string("no digit");
        }
    }
    int first = digits[0];
    delete[] digits;
    return first;
}

int main() {
    try {
        std::printf("%d\n", parse("12x"));
    } catch (const std::string &why) {
        std::puts(why.c_str());
    }
}
