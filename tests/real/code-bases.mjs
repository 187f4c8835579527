/** Code that nobody here wrote, as npm packages ship it (development dependencies of ours). */

/** @typedef {import("../../scripts/code-base.mjs").CodeBase} CodeBase */

const modules = "node_modules";
const sqlite = `${modules}/better-sqlite3/deps/sqlite3`;
const expat = `${modules}/node-expat/deps/libexpat`;
const treeSitter = `${modules}/tree-sitter/vendor/tree-sitter/lib`;
const python = `${modules}/tree-sitter-python`;

/** Warnings about code that is not ours to change help nobody. */
const quiet = "-w";

/** @type {CodeBase} */
export const Sqlite = {
  name: "sqlite",
  sources: [`${sqlite}/sqlite3.c`],
  includes: [sqlite],
  flags: [
    quiet,
    "-DSQLITE_THREADSAFE=0",
    "-DSQLITE_OMIT_LOAD_EXTENSION",
    "-DSQLITE_ENABLE_FTS5",
    "-DSQLITE_ENABLE_RTREE",
    "-DSQLITE_ENABLE_MATH_FUNCTIONS",
  ],
  wasiLibraries: [],
};

/** @type {CodeBase} */
export const Expat = {
  name: "expat",
  sources: ["xmlparse.c", "xmltok.c", "xmlrole.c"].map((name) => `${expat}/lib/${name}`),
  includes: [expat, `${expat}/lib`],
  flags: [quiet, "-DHAVE_EXPAT_CONFIG_H"],
  // For getpid(), of which expat makes a random number.
  wasiLibraries: ["-lwasi-emulated-getpid"],
};

/** The runtime and a grammar with a scanner of its own. @type {CodeBase} */
export const TreeSitter = {
  name: "tree-sitter",
  // lib.c includes all the others.
  sources: [`${treeSitter}/src/lib.c`, `${python}/src/parser.c`, `${python}/src/scanner.c`],
  includes: [`${treeSitter}/src`, `${treeSitter}/include`, `${python}/src`],
  flags: [quiet, "-std=c11", "-D_POSIX_C_SOURCE=200112L", "-D_DEFAULT_SOURCE"],
  wasiLibraries: [],
};

/** The folder with the grammar's queries. */
export const PythonQueries = `${python}/queries`;

/** expat's own tests, which end with the first that fails. @type {CodeBase} */
export const ExpatTests = {
  ...Expat,
  name: "expat-tests",
  sources: [
    ...Expat.sources,
    ...["runtests.c", "minicheck.c", "chardata.c", "memcheck.c"].map((n) => `${expat}/tests/${n}`),
  ],
  // There is no setjmp: a header of ours stands in.
  includes: ["tests/real/expat/include", ...Expat.includes],
};

/** @param {CodeBase} base @param {readonly string[]} sources @returns {CodeBase} */
export function withSources(base, ...sources) {
  return { ...base, sources: [...base.sources, ...sources] };
}
