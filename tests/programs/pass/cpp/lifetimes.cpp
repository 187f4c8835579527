// When objects begin and end: globals, statics, temporaries, members in order.
//! levels: -O0 -O2
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

struct Traced {
    std::string name;
    explicit Traced(const char *text) : name(text) { std::printf("+%s ", name.c_str()); }
    Traced(const Traced &other) : name(other.name + "'") { std::printf("+%s ", name.c_str()); }
    ~Traced() { std::printf("-%s ", name.c_str()); }
};

static Traced global("a global with a long name");
static std::vector<std::string> registry{"first", "the second entry, on the heap"};

static Traced &once() {
    static Traced instance("static");
    return instance;
}

struct Pair {
    Traced left{"left"}, right{"right"};
};

static std::string joined(const std::string &a, const std::string &b) { return a + b; }

static Traced passed(Traced value) { return value; }

struct Late {
    ~Late() { registry.push_back("as late as possible, and long enough"); }
};

int main() {
    std::printf("main\n");
    std::atexit([] { std::printf("atexit\n"); });
    once();
    once();
    {
        Pair pair;
        Pair copy = pair;
        std::printf("\n");
    }
    std::printf("\n");
    const std::string &bound = joined("a temporary that lives ", "as long as its reference");
    const char *text = joined("one that does not: ", "its length is taken at once").c_str() ? "fine" : "";
    passed(Traced("argument"));
    std::printf("\n%zu %s\n", bound.size(), text);
    static Late late;
    thread_local std::string own = "one of this thread, and of no other";
    std::printf("%zu\n", own.size() + registry.size());
}
