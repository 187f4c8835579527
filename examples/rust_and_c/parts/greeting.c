// The C part of the examples beside this folder: it makes a text, and takes texts back that it made.
#include <stdlib.h>
#include <string.h>

/** A new text, "hello, NAME". Whoever gets it owns it and has to hand it to greeting_free(). */
char *greeting_new(const char *name) {
  static const char hello[] = "hello, ";
  char *text = malloc(sizeof hello + strlen(name));
  if (text == NULL) return NULL;
  strcpy(text, hello);
  strcat(text, name);
  return text;
}

void greeting_free(char *text) {
  free(text);
}
