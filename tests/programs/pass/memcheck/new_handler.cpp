// When there is no memory new calls the handler, again and again until there is.
//! options: --fail-alloc=2
//! stdout: handler
#include <cstdio>
#include <cstdlib>
#include <new>

static char *reserve;

static void release() {
  std::puts("handler");
  std::free(reserve);
  reserve = nullptr;
}

int main() {
  reserve = static_cast<char *>(std::malloc(100));
  std::set_new_handler(release);
  int *values = new int[10];
  values[0] = 1;
  delete[] values;
}
