/** Which language a source is in, by its name. */
import { posix } from "node:path";

export type Language = "c" | "c++" | "rust";

/** Those of C and C++ as clang has them; in these the case of a letter matters. */
const Extensions: Readonly<Record<string, Language>> = {
  ".c": "c",
  ".C": "c++",
  ".CC": "c++",
  ".CPP": "c++",
  ".CXX": "c++",
  ".c++": "c++",
  ".cc": "c++",
  ".cp": "c++",
  ".cpp": "c++",
  ".cxx": "c++",
  ".rs": "rust",
};

/** The language of the source at `path`; undefined when its name is not one of a source. */
export function languageOf(path: string): Language | undefined {
  const extension = posix.extname(path);
  return Object.hasOwn(Extensions, extension) ? Extensions[extension] : undefined;
}
