// Undefined values of all origins, used after input and chance.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pair {
  short first;
  int second;
};

static struct pair make(int value) {
  struct pair made;
  made.first = (short)value;
  if (value % 2) made.second = value;
  return made;
}

int main(void) {
  unsigned char random[8];
  getentropy(random, sizeof random);
  char line[16];
  if (fgets(line, sizeof line, stdin) && line[15] == 'x') puts("x");
  int local, used = 0;
  for (int i = 0; i < 8; i++) {
    struct pair pair = make(random[i]);
    if (pair.second > 100) used++;
    struct pair *copy = realloc(NULL, sizeof *copy * (random[i] % 3 + 2));
    *copy = pair;
    used += copy[1].second == 7 ? local : 1;
    char *text = malloc(random[i] + 1);
    text[random[i]] = 0;
    if (strlen(text) > 3) used++;
    free(text);
    write(1, copy, 4);
    free(copy);
  }
  return used == local;
}
