// Constructors, destructors, lambdas, and an exception that passes through a call.
#include <cstdio>
#include <initializer_list>
#include <stdexcept>
struct Guard {
  const char *name;
  explicit Guard(const char *n) : name(n) { //@ 2 10 20
    std::printf("+%s\n", name); //@ 3 11 21
  } //@ 4 12 22
  ~Guard() {
    std::printf("-%s\n", name); //@ 16 26 38
  } //@ 17 27 39
};
static int risky(int n) {
  Guard guard("risky"); //@ 9 19
  if (n > 1) { //@ 13 23
    throw std::runtime_error("too much"); //@ 24
  }
  return n; //@ 14
} //@ 15 25
int main() {
  Guard outer("main"); //@ 1
  auto add = [](int a, int b) { //@ 5
    return a + b; //@ 7
  };
  int sum = add(1, 2); //@ 6
  try {
    sum += risky(1); //@ 8
    sum += risky(2); //@ 18
    sum = 0;
  } catch (const std::exception &error) { //@ 28
    std::printf("%s\n", error.what()); //@ 29
  } //@ 30
  for (int n : {1, 2}) { //@ 31 33 35
    sum += n; //@ 32 34
  }
  return sum - 7; //@ 36
} //@ 37
//> 18 over -> 28
//> 18 into -> 19
//> 24 over -> 25
//> 23 out -> 28
//> 28 back over -> 18
//> 1 into -> 2
//> 6 over -> 8
