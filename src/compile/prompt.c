/*
 * Linked into every program that Redzone compiles: a prompt shows before its answer is awaited.
 *
 * `printf("name? "); fgets(…)` leaves the prompt in stdout's buffer. glibc writes a line-buffered
 * stdout before it reads a terminal; musl, and so wasi-libc, writes it when the line ends, which is
 * after the answer. Where a person is at both ends, stdout is therefore not buffered at all. musl has
 * no hook before a read, from which a buffer could be written in time.
 *
 * Every reference is weak: a program without stdio gets none of it for this, and one without a C
 * library (-nostdlib) still links. stdio brings isatty and errno along, but not setvbuf, which refers
 * to nothing else; the linker is asked for it (`PromptFlags` in prompt.ts). All this costs a program
 * 0.25 KB. One that wants a buffer on a terminal calls setvbuf with a buffer of its own.
 *
 * prompt-object.ts holds the compiled form; objects.test.ts makes it and says how.
 */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

extern FILE *const stdout __attribute__((weak));
extern _Thread_local int errno __attribute__((weak));
int isatty(int) __attribute__((weak));
int setvbuf(FILE *, char *, int, size_t) __attribute__((weak));

__attribute__((constructor)) static void show_prompts(void) {
  if (&stdout == NULL) return;
  if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) setvbuf(stdout, NULL, _IONBF, 0);
  errno = 0; /* isatty says why not, but a program begins with 0 (C17 7.5). */
}
