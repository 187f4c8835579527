// Stdin by line and by character, arguments, the environment.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  char line[32];
  size_t words = 0;
  char **kept = NULL;
  while (fgets(line, sizeof line, stdin)) {
    kept = realloc(kept, (words + 1) * sizeof *kept);
    kept[words++] = strdup(line);
    if (line[0] == '.') break;
  }
  int rest = 0, c;
  while ((c = getchar()) != EOF) rest += isalpha(c) != 0;
  for (size_t i = words; i > 0; i--) fputs(kept[i - 1], stdout);
  printf("%d letters, %d arguments, %s\n", rest, argc, getenv("WHO") ? getenv("WHO") : "nobody");
  for (int i = 1; i < argc; i++) puts(argv[i]);
  for (size_t i = 0; i < words; i++) free(kept[i]);
  free(kept);
  return (int)words;
}
