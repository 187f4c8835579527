// Nobody deletes it.
//! levels: -O0 -O2
int main() {
  int *volatile values = new int[100]; //~ Leak_DefinitelyLost 1 blocks
  values[0] = 1;
  values = nullptr;
}
