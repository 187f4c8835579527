// A view is made of a string that ends with its line.
#include <string>
#include <string_view>

static std::string repeated(char c, int times) {
    return std::string(times, c);
}

int main() {
    std::string_view view = repeated('a', 40);
    return view[3] == 'b'; //~ InvalidRead
}
