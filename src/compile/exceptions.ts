/** How C++ is compiled with exceptions, and how exceptions.cpp, which says what it is for, gets into a program. */
import { ExceptionsObject } from "./exceptions-object.ts";
import type { Tree } from "./virtual-files.ts";

const ObjectName = "exceptions.o";

/** For the driver. The object goes to the linker past it, as that of prompt.ts. */
export const ExceptionFlags: readonly string[] = [
  "-fwasm-exceptions",
  // Node 20 knows only this form, in which nothing has the type exnref.
  "-mllvm",
  "-wasm-use-legacy-eh",
  `-Wl,/${ObjectName}`,
  // What main throws ends the program as the standard says.
  "-Wl,--wrap=__main_void",
  "-Wl,--wrap=_ZNKSt16nested_exception14rethrow_nestedEv",
];

/** The tree with the object that `ExceptionFlags` names. */
export function withExceptions(tree: Tree): Tree {
  return { ...tree, [ObjectName]: Buffer.from(ExceptionsObject, "base64") };
}
