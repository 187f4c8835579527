/** SQLite with a driver of ours: a program of more than one file, for programs.mjs. */
import { buildModule, nativeArguments } from "../scripts/code-base.mjs";
import { missingNativeClang } from "../scripts/native-clang.mjs";
import { Sqlite, withSources } from "../tests/real/code-bases.mjs";

const base = withSources(Sqlite, "bench/programs/sqlite.c");
const missing = missingNativeClang();

/** @type {import("./programs.mjs").Project} */
export const SqliteProject = {
  ...(missing !== undefined && { missing }),
  module: (level) => buildModule(base, { optimisation: level }),
  nativeArguments: nativeArguments(base),
};
