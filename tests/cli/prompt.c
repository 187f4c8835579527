// Asks before it reads, and says whether errno was touched before main.
#include <errno.h>
#include <stdio.h>

int main(void) {
  int before = errno;
  char name[16];
  printf("name? ");
  if (fgets(name, sizeof name, stdin) == NULL) return 1;
  printf("hello %s", name);
  return before;
}
