// What the standard library throws, also from its compiled part.
//! levels: -O0 -O2
//! stdout: vector::at: as expected
//! stdout: string::at: as expected
//! stdout: string::substr: as expected
//! stdout: map::at: as expected
//! stdout: vector::reserve: as expected
//! stdout: string::resize: as expected
//! stdout: stoi: as expected
//! stdout: stoi, too large: as expected
//! stdout: bitset: as expected
//! stdout: optional: as expected
//! stdout: variant: as expected
//! stdout: any: as expected
//! stdout: function: as expected
//! stdout: weak_ptr: as expected
//! stdout: dynamic_cast: as expected
//! stdout: typeid: as expected
#include <any>
#include <bitset>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <variant>
#include <vector>

struct Shape {
    virtual ~Shape() = default;
};
struct Square : Shape {};
struct Disc : Shape {};

template <typename Expected, typename Work> static void expect(const char *what, Work work) {
    std::string kept = "something that has to be destroyed, for " + std::string(what);
    try {
        work();
        std::printf("%s: nothing was thrown\n", what);
    } catch (const Expected &) {
        std::printf("%s: as expected\n", what);
    } catch (const std::exception &error) {
        std::printf("%s: %s\n", what, typeid(error).name());
    }
}

int main() {
    std::vector<int> numbers{1, 2, 3};
    std::string text = "text";
    std::map<std::string, int> map{{"key", 1}};
    volatile size_t far = 7;
    expect<std::out_of_range>("vector::at", [&] { numbers.at(far) = 1; });
    expect<std::out_of_range>("string::at", [&] { text.at(far) = 'x'; });
    expect<std::out_of_range>("string::substr", [&] { text = text.substr(far); });
    expect<std::out_of_range>("map::at", [&] { map.at("other") = 1; });
    expect<std::length_error>("vector::reserve", [&] { numbers.reserve(size_t(-1) / 2 * (far - 6)); });
    expect<std::length_error>("string::resize", [&] { text.resize(size_t(-1) - far); });
    expect<std::invalid_argument>("stoi", [] { std::stoi("none"); });
    expect<std::out_of_range>("stoi, too large", [] { std::stoi("99999999999999999999"); });
    expect<std::overflow_error>("bitset", [] { std::printf("%lu", std::bitset<80>().set(70).to_ulong()); });
    expect<std::bad_optional_access>("optional", [] { std::optional<int>().value(); });
    expect<std::bad_variant_access>("variant", [] {
        std::variant<int, double> value = 1.5;
        std::get<int>(value) = 2;
    });
    expect<std::bad_any_cast>("any", [] { std::any_cast<int>(std::any(1.5)); });
    expect<std::bad_function_call>("function", [] { std::function<void()>()(); });
    expect<std::bad_weak_ptr>("weak_ptr", [] { std::shared_ptr<int>(std::weak_ptr<int>()); });
    expect<std::bad_cast>("dynamic_cast", [] {
        std::unique_ptr<Shape> shape(new Square);
        dynamic_cast<Disc &>(*shape) = Disc();
    });
    expect<std::bad_typeid>("typeid", [] {
        Shape *volatile none = nullptr;
        std::printf("%s", typeid(*none).name());
    });
}
