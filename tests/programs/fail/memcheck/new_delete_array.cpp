// One object goes to delete[].
//! options: --cflags=-Wno-mismatched-new-delete
int main() {
  double *value = new double(1.5);
  delete[] value; //~ MismatchedFree
}
