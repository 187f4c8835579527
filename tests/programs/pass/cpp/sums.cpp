// Values that may be absent, or one of several: what is not there is not read.
//! levels: -O0 -O2
#include <any>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

struct Record {
    char tag;
    std::optional<int> count;
    std::optional<std::string> note;
};

static std::optional<Record> find(const std::vector<Record> &records, char tag) {
    for (const auto &record : records) {
        if (record.tag == tag) {
            return record;
        }
    }
    return std::nullopt;
}

using Value = std::variant<std::monostate, int, double, std::string, std::vector<int>>;

static std::string shown(const Value &value) {
    return std::visit(
        [](const auto &each) -> std::string {
            using T = std::decay_t<decltype(each)>;
            if constexpr (std::is_same_v<T, std::string>) {
                return each;
            } else if constexpr (std::is_arithmetic_v<T>) {
                return std::to_string(each);
            } else if constexpr (std::is_same_v<T, std::vector<int>>) {
                return "vector of " + std::to_string(each.size());
            } else {
                return "nothing";
            }
        },
        value);
}

int main() {
    std::vector<Record> records{{'a', 1, std::nullopt}, {'b', std::nullopt, "a note that is on the heap"}};
    records.push_back(records[1]);
    records[0] = records[2];
    auto found = find(records, 'b');
    auto missing = find(records, 'a');
    std::printf("%d %d %s\n", found->count.value_or(-1), missing.has_value(), found->note->c_str());

    std::vector<Value> values(5);
    values[1] = 3;
    values[2] = "text of some length, beyond the short ones";
    values[3] = std::vector<int>{1, 2, 3};
    values[4] = values[2];
    values[2] = 2.5;
    for (const auto &value : values) {
        std::printf("%s, ", shown(value).c_str());
    }
    std::any any = std::string("anything that is longer than a pointer");
    any = std::any(std::array<int, 8>{1, 2});
    auto [first, second, third] = std::make_tuple(1, 'c', std::string("three"));
    std::printf("%d %d%c%s\n", std::any_cast<std::array<int, 8>>(any)[1], first, second, third.c_str());
}
