// A copy of a class without a copy constructor deletes what the original deletes too.
#include <cstdio>
#include <cstring>

class Name {
    char *text;

public:
    explicit Name(const char *from) : text(new char[std::strlen(from) + 1]) { std::strcpy(text, from); }
    ~Name() { delete[] text; } //~ InvalidFree
    const char *get() const { return text; }
};

int main() {
    Name name("Grace");
    Name copy = name;
    std::puts(copy.get());
}
