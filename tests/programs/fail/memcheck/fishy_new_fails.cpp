// Without exceptions the program ends, for there is no such memory.
//! exit: 134
int main() {
  int count = -4;
  int *volatile values = new int[count]; //~ FishyValue
  values[0] = 1;
}
