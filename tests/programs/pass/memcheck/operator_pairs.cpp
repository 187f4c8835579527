// Every form of new with the delete that belongs to it.
//! levels: -O0 -O2
#include <cstdlib>
#include <new>

struct alignas(64) Line {
  char bytes[64];
  Line() {}
  ~Line() { bytes[0] = 0; }
};
struct Base {
  virtual ~Base() {}
};
struct alignas(32) Derived : Base {
  int value = 1;
};

template <typename Kind> void pairs() {
  Kind *volatile pointer = new Kind;
  delete pointer;
  pointer = new Kind[3];
  delete[] pointer;
  pointer = new (std::nothrow) Kind;
  delete pointer;
  pointer = new (std::nothrow) Kind[5];
  delete[] pointer;
  void *volatile raw = operator new(sizeof(Kind), std::align_val_t(128));
  operator delete(raw, std::align_val_t(128));
  raw = operator new(sizeof(Kind), std::align_val_t(128), std::nothrow);
  operator delete(raw, sizeof(Kind), std::align_val_t(128));
  raw = operator new[](sizeof(Kind), std::align_val_t(128), std::nothrow);
  operator delete[](raw, std::align_val_t(128), std::nothrow);
  raw = operator new[](sizeof(Kind));
  operator delete[](raw, sizeof(Kind));
  raw = operator new(sizeof(Kind), std::nothrow);
  operator delete(raw, std::nothrow);
}

struct Own {
  int value;
  static void *operator new(std::size_t size) { return std::malloc(size); }
  static void operator delete(void *pointer) { std::free(pointer); }
  static void *operator new[](std::size_t size) { return ::operator new(size); }
  static void operator delete[](void *pointer) { ::operator delete(pointer); }
};

int main() {
  pairs<char>();
  pairs<Line>();
  pairs<Derived>();
  Own *volatile own = new Own;
  delete own;
  own = new Own[3];
  delete[] own;
  Base *volatile base = new Derived;
  delete base;
}
