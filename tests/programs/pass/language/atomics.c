// Counters and locks by atomic instructions, on memory from malloc: what they compare is what was put there.
//! options: --cflags=-matomics
//! levels: -O0 -O2
//! stdout: 3 1 7 5 0 9 9
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct shared {
  atomic_int owners;
  atomic_bool locked;
  _Atomic unsigned char flags;
  _Atomic short small;
  _Atomic long long large;
  int unused;
};

static void lock(struct shared *it) {
  bool expected = false;
  while (!atomic_compare_exchange_weak(&it->locked, &expected, true)) expected = false;
}

int main(void) {
  struct shared *it = malloc(sizeof *it);
  atomic_init(&it->owners, 1);
  atomic_init(&it->locked, false);
  atomic_init(&it->flags, 0);
  atomic_init(&it->small, -5);
  atomic_store(&it->large, 1LL << 40);
  lock(it);
  atomic_fetch_add(&it->owners, 3);
  bool last = atomic_fetch_sub(&it->owners, 1) == 1;
  atomic_fetch_or(&it->flags, 6);
  atomic_fetch_xor(&it->flags, 1);
  atomic_fetch_and(&it->small, 0xf);
  atomic_exchange(&it->large, 9);
  long long wanted = 9;
  atomic_compare_exchange_strong(&it->large, &wanted, 9);
  printf("%d %d %d %d %d %lld %lld\n", atomic_load(&it->owners), atomic_load(&it->locked), atomic_load(&it->flags),
         atomic_load(&it->small) - 6, last, atomic_load(&it->large), wanted);
  // What is only passed on is no use of it.
  struct shared *other = malloc(sizeof *other);
  atomic_store(&other->small, atomic_load(&other->small));
  atomic_exchange(&other->owners, *(int *)&it->unused);
  atomic_fetch_add(&other->large, 1);
  free(other);
  free(it);
  return 0;
}
