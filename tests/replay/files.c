// Files made, written, read, looked at, listed and removed.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  FILE *out = fopen("notes.txt", "w+");
  if (!out) return 2;
  for (int i = 0; i < 100; i++) fprintf(out, "line %d\n", i);
  fseek(out, 0, SEEK_SET);
  char *text = malloc(300);
  size_t length = fread(text, 1, 299, out);
  text[length] = 0;
  puts(strrchr(text, 'l'));
  free(text);
  fclose(out);

  struct stat info;
  if (stat("notes.txt", &info) != 0) return 3;
  // Times and numbers that no two runs have in common decide on what is allocated.
  char *odd = malloc((info.st_mtim.tv_nsec / 1000 + info.st_ino) % 5000 + 1);
  odd[0] = 'x';
  DIR *here = opendir(".");
  for (struct dirent *each; (each = readdir(here)) != NULL;) puts(each->d_name);
  closedir(here);
  unlink("notes.txt");
  if (fopen("notes.txt", "r") == NULL) printf("%s\n", strerror(errno));
  return odd[0] == 'x' ? 0 : 1;
}
