/**
 * Functions of string.h and wchar.h, which a C library makes of one another: strchr of strchrnul, strnlen of memchr. A
 * stack that begins inside of one begins, for its reader, in the one that was called; Memcheck, which has its
 * own versions of them, shows the same. Not here: what is about more than these bytes, as strdup, which allocates.
 */
import type { Frame } from "../symbols/frame.ts";

const NAMES: ReadonlySet<string> = new Set(
  (
    "bcmp bcopy bzero index memccpy memchr memcmp memcpy memmem memmove mempcpy memrchr memset rindex stpcpy " +
    "stpncpy strcasecmp strcasestr strcat strchr strchrnul strcmp strcoll strcpy strcspn strlcat strlcpy strlen " +
    "strncasecmp strncat strncmp strncpy strnlen strpbrk strrchr strspn strstr strverscmp strxfrm swab wcpcpy " +
    "wcpncpy wcscasecmp wcscat wcschr wcscmp wcscoll wcscpy wcscspn wcslen wcsncasecmp wcsncat wcsncmp wcsncpy " +
    "wcsnlen wcspbrk wcsrchr wcsspn wcsstr wcsxfrm wmemchr wmemcmp wmemcpy wmemmove wmemset"
  ).split(" "),
);

/** The name under which a program knows a function of the library: `memrchr` for `__memrchr`. */
function publicName(name: string | undefined): string | undefined {
  const known = name?.replace(/^__/, "");
  return known !== undefined && NAMES.has(known) ? known : undefined;
}

/**
 * The string function that a stack begins in and that the program, or another part of the library, called.
 * @returns its frame and its callers; undefined when the stack does not begin in one
 */
export function calledStringFunction(
  stack: readonly Frame[],
): { readonly called: Frame; readonly callers: readonly Frame[] } | undefined {
  let outermost = -1;
  for (const [at, { library, function: name }] of stack.entries()) {
    if (!library) break;
    if (publicName(name) !== undefined) outermost = at;
  }
  const name = publicName(stack[outermost]?.function);
  if (name === undefined) return undefined;
  return { called: { function: name, library: true }, callers: stack.slice(outermost + 1) };
}
