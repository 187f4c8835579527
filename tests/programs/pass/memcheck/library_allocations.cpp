// What the C++ library allocates for the program, aligned or not, it gives back by the right functions.
#include <cstdlib>
#include <vector>

struct alignas(64) Line {
  char bytes[64];
};

int main() {
  std::vector<Line> lines(3);
  lines.resize(9);
  std::vector<int> numbers(3);
  numbers.push_back(1);
  int *values = static_cast<int *>(std::malloc(sizeof(int)));
  std::free(values);
}
