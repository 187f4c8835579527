// An array of a negative length.
#include <new>

int main() {
  int count = -4;
  char *volatile text = new (std::nothrow) char[count]; //~ FishyValue
  void *volatile one = operator new(count, std::nothrow); //~ FishyValue
  return text != nullptr || one != nullptr;
}
