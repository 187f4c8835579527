// A short string's characters are in the string itself, and end with it.
#include <string>
#include <string_view>

static std::string initials(char first, char last) {
    return std::string{first, last};
}

int main() {
    std::string_view view = initials('a', 'l');
    return view[0] == '?'; //~ InvalidRead
}
