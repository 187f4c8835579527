// delete of the address of a local variable.
//! options: --cflags=-Wno-free-nonheap-object
int main() {
  int local = 1;
  int *volatile pointer = &local;
  delete pointer; //~ InvalidFree
}
