// The program's own operators: a counter, and a list of free memory that ends in free(). They are called.
//! levels: -O0 -O2
//! stdout: 3 4
#include <cstdio>
#include <cstdlib>
#include <new>

struct Free {
  Free *next;
};
static Free *list;
static int made, given;

void *operator new(std::size_t size) {
  made++;
  void *memory = std::malloc(size < sizeof(Free) ? sizeof(Free) : size);
  if (!memory) std::abort();
  return memory;
}

void operator delete(void *pointer) noexcept {
  given++;
  if (!pointer) return;
  list = new (pointer) Free{list};
}

void operator delete(void *pointer, std::size_t) noexcept { operator delete(pointer); }

int main() {
  int *volatile one = new int(1);
  int *volatile two = new int(2);
  int *volatile array = new int[4];
  int *volatile other = new (std::nothrow) int(4); // of the library, which does not call ours
  delete one;
  delete two;
  delete[] array;
  delete other;
  while (list) {
    Free *next = list->next;
    std::free(list);
    list = next;
  }
  std::printf("%d %d\n", made, given);
}
