// Streams: formatted, from strings, line by line from the input.
//! levels: -O0 -O2
//! stdin: 3 apples
//! stdin: 12 pears and more
//! stdin:
//! stdin: the end
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

struct Money {
    int cents;
};
static std::ostream &operator<<(std::ostream &out, Money money) {
    return out << money.cents / 100 << '.' << std::setw(2) << std::setfill('0') << money.cents % 100;
}

int main() {
    int count;
    std::string word, rest;
    std::cin >> count >> word;
    std::getline(std::cin, rest);
    std::cout << count << ' ' << word << " [" << rest << "]\n";
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream fields(line);
        int number = -1;
        if (fields >> number) {
            std::cout << "number " << number << '\n';
        } else {
            std::cout << '"' << line << "\"\n";
        }
    }
    std::ostringstream text;
    text << std::hex << std::showbase << 255 << ' ' << std::boolalpha << true << ' ' << Money{1205};
    text << std::dec << ' ' << std::fixed << std::setprecision(3) << 3.14159 << ' ' << std::left
         << std::setw(6) << std::setfill('.') << "ab";
    std::cout << text.str() << std::endl;
    std::stringstream both("10 20 x");
    int a = 0, b = 0, c = 7;
    both >> a >> b >> c;
    std::cout << a + b << ' ' << both.fail() << ' ' << std::cin.eof() << '\n';
    std::cerr << "not on stdout\n";
}
