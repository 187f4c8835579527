/** How prompt.c, which says what it is for, gets into a program: as an object of 0.5 KB. */
import { PromptObject } from "./prompt-object.ts";
import type { Tree } from "./virtual-files.ts";

const ObjectName = "prompt.o";

/**
 * For the driver. The object goes to the linker past it: an `-x c` among the user's flags would make
 * a source of it. `-u` fetches setvbuf, if there is a C library, and is no error otherwise.
 */
export const PromptFlags: readonly string[] = [`-Wl,/${ObjectName}`, "-Wl,-u,setvbuf"];

/** The tree with the object that `PromptFlags` names. */
export function withPrompt(tree: Tree): Tree {
  return { ...tree, [ObjectName]: Buffer.from(PromptObject, "base64") };
}
