// The clock and random numbers decide on sizes, and on how many there are.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct node {
  struct node *next;
  unsigned char fill[];
};

int main(void) {
  unsigned char random[64];
  if (getentropy(random, sizeof random) != 0) return 1;
  struct timespec now, resolution;
  clock_gettime(CLOCK_MONOTONIC, &now);
  clock_getres(CLOCK_REALTIME, &resolution);
  usleep(1000);
  printf("%ld %ld %ld\n", (long)time(NULL), now.tv_nsec, resolution.tv_nsec);
  struct node *list = NULL;
  for (size_t i = 0; i < sizeof random; i++) {
    struct node *node = malloc(sizeof *node + random[i]);
    node->next = list;
    if (random[i] > 0) node->fill[random[i] - 1] = (unsigned char)i;
    list = node;
    if (random[i] % 7 == 0) {
      list = node->next;
      free(node);
    }
  }
  // A few are lost.
  for (int i = 0; list && i < 50; i++) {
    struct node *next = list->next;
    free(list);
    list = next;
  }
  return (int)(now.tv_nsec % 5);
}
