// A counter in memory from malloc that nobody set, and one behind the block's end.
//! options: --cflags=-matomics
//! stdout: was zero
//! stdout: done
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  atomic_int *counters = malloc(2 * sizeof *counters);
  atomic_fetch_add(&counters[0], 1);
  if (atomic_load(&counters[0]) == 0) puts("zero"); //~ UninitCondition
  atomic_exchange(&counters[0], 5);
  if (atomic_fetch_sub(&counters[0], 5) == 0) puts("none");
  if (atomic_load(&counters[0]) == 1) puts("one");
  int expected = 0;
  if (atomic_compare_exchange_strong(&counters[1], &expected, 1)) { //~ UninitCondition
    puts("was zero");
  }
  atomic_store(&counters[2], 1);              //~ InvalidWrite
  atomic_fetch_add(&counters[2], 1);          //~ InvalidWrite
  int read = atomic_load(&counters[2]);       //~ InvalidRead
  free(counters);
  atomic_fetch_or(&counters[0], read);        //~ InvalidWrite
  puts("done");
  return 0;
}
