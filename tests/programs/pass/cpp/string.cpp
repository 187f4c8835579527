// Strings on both sides of the length from which they are on the heap.
//! levels: -O0 -O2
#include <cstdio>
#include <string>
#include <string_view>

static size_t vowels(std::string_view text) {
    size_t count = 0;
    for (size_t at = 0; (at = text.find_first_of("aeiou", at)) != text.npos; at++) {
        count++;
    }
    return count;
}

int main() {
    std::string text;
    for (int i = 0; i < 40; i++) {
        text += static_cast<char>('a' + i % 26);
        std::string copy = text;
        copy.insert(copy.size() / 2, "-");
        std::string moved = std::move(copy);
        if (moved.size() != text.size() + 1 || moved.compare(text) == 0) {
            return 1;
        }
    }
    std::printf("%zu %s\n", text.size(), text.substr(20, 10).c_str());
    text.resize(10);
    text.shrink_to_fit();
    text.append(3, '!').replace(0, 2, "zz").erase(4, 2);
    std::printf("%s %zu\n", text.c_str(), vowels(text));

    std::string number = std::to_string(12345) + "." + std::to_string(67);
    std::printf("%d %.2f %s\n", std::stoi(number), std::stod(number), number.c_str());

    std::string_view view = "key=value";
    std::string_view key = view.substr(0, view.find('='));
    view.remove_prefix(key.size() + 1);
    std::string value{view};
    std::string joined = std::string(key) + ":" + value;
    std::wstring wide(joined.begin(), joined.end());
    std::printf("%s %zu %d\n", joined.c_str(), wide.size(), joined < "key;");

    std::string lines = "first\nsecond line that is quite long\nthird";
    size_t from = 0;
    while (from != std::string::npos) {
        size_t end = lines.find('\n', from);
        std::printf("[%s]", lines.substr(from, end - from).c_str());
        from = end == std::string::npos ? end : end + 1;
    }
    std::printf("\n");
}
