// Exceptions thrown again, held, out of constructors, and past one another.
//! levels: -O0 -O2
//! stdout: made 4 0 live
//! stdout: a part could not be made, and this says so at length! 0 live
//! stdout: part 1 live
//! stdout: new: where it all began01 and anew23 and anew
//! stdout: unwinding 1; handler 0; 1 live
//! stdout: for later, when its handler is long gone for later, when its handler is long gone made without being thrown
//! stdout: 2.5 in the handler of an int
//! stdout: 3 from a destructor, 0 live
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

struct Watch {
    int &count;
    explicit Watch(int &c) : count(c) { count++; }
    Watch(const Watch &other) : count(other.count) { count++; }
    ~Watch() { count--; }
};
static int live;

struct Error : std::runtime_error {
    Watch watch{live};
    std::string detail;
    Error(const char *text, std::string more) : std::runtime_error(text), detail(std::move(more)) {}
};

struct Part {
    Watch watch{live};
    explicit Part(bool fails) {
        if (fails) {
            throw Error("part", "a part could not be made, and this says so at length");
        }
    }
};
struct Whole {
    std::string name = "a whole with a name that is long";
    Part first{false};
    Part second;
    std::vector<int> numbers{1, 2, 3};
    explicit Whole(bool fails) try : second(fails) {
        numbers.push_back(4);
    } catch (Error &error) {
        error.detail += "!";
    }
};

static void again(int times) {
    try {
        if (times == 0) {
            throw Error("deepest", "where it all began");
        }
        again(times - 1);
    } catch (Error &error) {
        error.detail += static_cast<char>('0' + times);
        if (times % 2 == 0) {
            throw;
        }
        try {
            throw;
        } catch (std::exception &same) {
            if (&same != &error) {
                std::printf("not the same ");
            }
        }
        throw Error("new", error.detail + " and anew");
    }
}

struct Uncaught {
    const char *where;
    ~Uncaught() { std::printf("%s %d; ", where, std::uncaught_exceptions()); }
};

static std::exception_ptr kept() {
    try {
        Uncaught in{"unwinding"};
        throw Error("kept", "for later, when its handler is long gone");
    } catch (...) {
        Uncaught in{"handler"};
        return std::current_exception();
    }
}

static void inHandler() {
    try {
        throw 1;
    } catch (int) {
        try {
            throw 2.5;
        } catch (double value) {
            std::printf("%.1f in ", value);
        }
        std::printf("the handler of an int\n");
    }
}

struct Throwing {
    ~Throwing() noexcept(false) {
        if (std::uncaught_exceptions() == 0) {
            throw 3;
        }
    }
};

int main() {
    for (bool fails : {false, true}) {
        try {
            Whole whole(fails);
            std::printf("made %zu ", whole.numbers.size());
        } catch (const Error &error) {
            std::printf("%s ", error.detail.c_str());
        }
        std::printf("%d live\n", live);
    }
    try {
        auto *many = new Whole[2]{Whole(false), Whole(true)};
        delete[] many;
    } catch (std::exception &error) {
        std::printf("%s %d live\n", error.what(), live);
    }
    try {
        again(3);
    } catch (const Error &error) {
        std::printf("%s: %s\n", error.what(), error.detail.c_str());
    }
    std::exception_ptr held = kept();
    std::printf("%d live\n", live);
    for (int i = 0; i < 2; i++) {
        try {
            std::rethrow_exception(held);
        } catch (const Error &error) {
            std::printf("%s ", error.detail.c_str());
        }
    }
    held = std::make_exception_ptr(std::string("made without being thrown"));
    try {
        std::rethrow_exception(held);
    } catch (const std::string &text) {
        std::printf("%s\n", text.c_str());
    }
    held = nullptr;
    inHandler();
    try {
        Throwing throwing;
    } catch (int value) {
        std::printf("%d from a destructor, %d live\n", value, live);
    }
}
