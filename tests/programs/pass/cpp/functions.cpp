// Functions as values: small and large captures, recursion, members.
//! levels: -O0 -O2
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

struct Counter {
    int step;
    int total = 0;
    int add(int times) { return total += step * times; }
};

static std::function<int(int)> adder(int by) {
    return [by](int to) { return to + by; };
}

int main() {
    std::vector<std::function<int(int)>> steps;
    steps.push_back(adder(3));
    int big[20] = {1, 2, 3};
    steps.push_back([big](int at) { return big[at % 20]; });
    Counter counter{5};
    steps.push_back([&counter](int times) { return counter.add(times); });
    std::function<int(int)> factorial = [&](int n) { return n < 2 ? 1 : n * factorial(n - 1); };
    steps.push_back(factorial);
    auto bound = std::bind(&Counter::add, &counter, std::placeholders::_1);
    steps.push_back(bound);
    steps.push_back(steps[1]);
    std::swap(steps[0], steps[4]);
    int total = 0;
    for (const auto &step : steps) {
        total += step(2);
    }
    std::printf("%d\n", total);

    std::map<std::string, std::function<double(double, double)>> operators{
        {"plus", std::plus<double>()},
        {"times", [](double a, double b) { return a * b; }},
    };
    std::function<void()> empty;
    int (Counter::*method)(int) = &Counter::add;
    std::printf("%.1f %.1f %d %d\n", operators["plus"](1, 2), operators["times"](3, 4), !empty,
                (counter.*method)(1));
}
