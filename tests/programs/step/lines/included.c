// Code from the user's own header is the user's: its steps are in that file.
#include "parts/counter.h"
int main(void) {
  int a = count(); //@ 1
  a += count(); //@ 4
  return a - 3; //@ 7
}
//> 1 line counter.h:4 -> 3
//> 8 back line parts/counter.h:4 -> 6
//> 1 line nowhere.h:1 -> no code of the program is from nowhere.h
//> 1 line parts/counter.h:2 -> there is no code at parts/counter.h:2; the next line with code is 3
