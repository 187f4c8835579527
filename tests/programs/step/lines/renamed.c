// #line: generated code says which file and line it was made of.
int main(void) {
  int a = 1; //@ 1
#line 100 "grammar.y"
  a++;
  a--;
#line 8 "tests/programs/step/lines/renamed.c"
  return a - 1; //@ 4
}
