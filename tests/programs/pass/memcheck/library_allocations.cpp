// What the C++ library allocates for the program it gives back by the right functions.
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

struct alignas(64) Line {
  char bytes[64];
};

int main() {
  std::vector<Line> lines(3);
  lines.resize(9);
  std::string text = "a text that is too long to be kept inside of the string itself";
  text += text;
  auto shared = std::make_shared<Line>();
  std::unique_ptr<std::string[]> strings(new std::string[2]{text, text});
  std::unique_ptr<char, void (*)(void *)> freed(static_cast<char *>(std::malloc(4)), std::free);
}
