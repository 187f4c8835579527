// An object is deleted twice.
int main() {
  int *value = new int(1);
  delete value;
  delete value; //~ InvalidFree
}
