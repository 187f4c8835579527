// Exceptions by value, reference, pointer and base class, through frames whose objects are destroyed.
//! levels: -O0 -O2
//! stdout: ~frame 0 of the call with kind 0 ~frame 1 of the call with kind 0 ~frame 2 of the call with kind 0 ~outer : 42
//! stdout: ~frame 0 of the call with kind 1 ~frame 1 of the call with kind 1 ~frame 2 of the call with kind 1 [a text] ~outer : text
//! stdout: ~frame 0 of the call with kind 2 ~frame 1 of the call with kind 2 ~frame 2 of the call with kind 2 [base 1] ~outer : base by reference
//! stdout: ~frame 0 of the call with kind 3 ~frame 1 of the call with kind 3 ~frame 2 of the call with kind 3 [derived, with a text on the heap 1] ~outer : base by reference
//! stdout: ~frame 0 of the call with kind 4 ~frame 1 of the call with kind 4 ~frame 2 of the call with kind 4 [a runtime error whose message is long] ~outer : standard
//! stdout: ~frame 0 of the call with kind 5 ~frame 1 of the call with kind 5 ~frame 2 of the call with kind 5 ~outer [a string of some length, thrown as it is] : string, by the function's own try
//! stdout: ~frame 0 of the call with kind 6 ~frame 1 of the call with kind 6 ~frame 2 of the call with kind 6 [6] ~outer : pointer that owns
//! stdout: ~frame 0 of the call with kind 7 ~frame 1 of the call with kind 7 ~frame 2 of the call with kind 7 [5] ~outer : pointer to base
//! stdout: ~frame 0 of the call with kind 8 ~frame 1 of the call with kind 8 ~frame 2 of the call with kind 8 ~outer : something else
//! stdout: ~frame 0 of the call with kind 9 ~frame 1 of the call with kind 9 ~frame 2 of the call with kind 9 [0] ~outer : pointer to base
//! stdout: nothing ~frame 0 of the call with kind 10 ~frame 1 of the call with kind 10 ~frame 2 of the call with kind 10 ~outer : returned
//! stdout: sliced: base 2
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct Traced {
    std::string name;
    explicit Traced(std::string text) : name(std::move(text)) {}
    ~Traced() { std::printf("~%s ", name.c_str()); }
};

struct Base {
    int code = 1;
    virtual ~Base() = default;
    virtual const char *what() const { return "base"; }
};
struct Side {
    int other = 5;
    virtual ~Side() = default;
};
struct Derived : Side, Base {
    std::string text = "derived, with a text on the heap";
    const char *what() const override { return text.c_str(); }
};
struct Hidden : private Base {};

static void raise(int kind) {
    switch (kind) {
    case 0: throw 42;
    case 1: throw "a text";
    case 2: throw Base();
    case 3: throw Derived();
    case 4: throw std::runtime_error("a runtime error whose message is long");
    case 5: throw std::string("a string of some length, thrown as it is");
    case 6: throw std::make_unique<int>(6);
    case 7: throw new Derived;
    case 8: throw Hidden();
    case 9: throw nullptr;
    default: std::printf("nothing ");
    }
}

static int deep(int kind, int depth) {
    Traced traced("frame " + std::to_string(depth) + " of the call with kind " + std::to_string(kind));
    std::vector<int> kept(depth + 1, kind);
    if (depth == 0) {
        raise(kind);
    } else {
        kept[0] += deep(kind, depth - 1);
    }
    return kept[0];
}

static const char *handled(int kind) try {
    Traced outer("outer");
    try {
        deep(kind, 2);
        return "returned";
    } catch (const std::exception &error) {
        std::printf("[%s] ", error.what());
        return "standard";
    } catch (const Base &base) {
        std::printf("[%s %d] ", base.what(), base.code);
        return "base by reference";
    } catch (int value) {
        return value == 42 ? "42" : "another int";
    } catch (std::unique_ptr<int> &held) {
        std::printf("[%d] ", *held);
        return "pointer that owns";
    } catch (const Side *side) {
        std::printf("[%d] ", side ? side->other : 0);
        delete side;
        return "pointer to base";
    } catch (const char *text) {
        std::printf("[%s] ", text ? text : "null");
        return "text";
    }
} catch (std::string text) {
    std::printf("[%s] ", text.c_str());
    return "string, by the function's own try";
} catch (...) {
    return "something else";
}

int main() {
    for (int kind = 0; kind <= 10; kind++) {
        const char *how = handled(kind);
        std::printf(": %s\n", how);
    }
    try {
        throw Derived();
    } catch (Base base) {
        base.code++;
        std::printf("sliced: %s %d\n", base.what(), base.code);
    }
}
