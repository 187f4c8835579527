// Two structs that lie over one another in a buffer, copied by memcpy.
#include <stdlib.h>
#include <string.h>

struct record {
  int id;
  char name[28];
};

int main(void) {
  char *buffer = calloc(3, sizeof(struct record));
  struct record *first = (struct record *)buffer;
  struct record *shifted = (struct record *)(buffer + 16);
  memcpy(shifted, first, sizeof *first); //~ Overlap
  free(buffer);
}
