// A reference to the first element of a queue is used after the element was taken off.
//! levels: -O0 -O2
#include <cstdio>
#include <queue>

int main() {
    std::queue<double> waiting;
    waiting.push(1.5);
    waiting.push(2.5);
    double &first = waiting.front();
    waiting.pop();
    std::printf("%.1f\n", first); //~ InvalidRead
}
