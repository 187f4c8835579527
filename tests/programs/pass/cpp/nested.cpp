// Exceptions that carry the one that was being handled, told from the outermost in.
//! levels: -O0 -O2
//! stdout: cannot start: the configuration of this program is wrong: bad port: stoi: no conversion
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

static int port(const std::string &text) {
    try {
        return std::stoi(text);
    } catch (...) {
        std::throw_with_nested(std::invalid_argument("bad port"));
    }
}

static void configure() {
    try {
        port("eighty");
    } catch (const std::exception &) {
        std::throw_with_nested(std::runtime_error("the configuration of this program is wrong"));
    }
}

static void tell(const std::exception &error, const char *before = "") {
    std::printf("%s%s", before, error.what());
    try {
        std::rethrow_if_nested(error);
    } catch (const std::exception &inner) {
        tell(inner, ": ");
    }
}

int main() {
    try {
        configure();
    } catch (const std::exception &error) {
        tell(error, "cannot start: ");
    }
    std::printf("\n");
}
