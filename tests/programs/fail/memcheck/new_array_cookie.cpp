// In front of an array of objects with destructors stands their number: delete gets a pointer behind it.
//! options: --cflags=-Wno-mismatched-new-delete
static int alive;

struct Counted {
  Counted() { alive++; }
  ~Counted() { alive--; }
};

int main() {
  Counted *all = new Counted[3]; //~ Leak_DefinitelyLost
  delete all; //~ InvalidFree
  return alive - 2;
}
