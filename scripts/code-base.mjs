/**
 * Builds other people's code, as a module that looks like one that Redzone compiled. What was compiled
 * before comes from Redzone's cache.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Cache, cacheFolder, cacheKey } from "../dist/cache/cache.js";
import { PASS_OPTIONS } from "../dist/compile/redzones.js";
import { RedzonesObject } from "../dist/compile/redzones-object.js";
import { NativeClang, WasiTarget } from "./native-clang.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** As in src/compile/compile.ts. lld 14 puts the stack first only when it is told to. */
const LinkFlags = [
  "-Wl,-z,stack-size=8388608",
  "-Wl,--stack-first",
  "-Wl,--no-demangle",
  "-Wl,--export=__heap_base",
  "-Wl,--export-if-defined=errno",
];

/** What src/compile/redzones.ts asks for. This driver does not know of it for wasm32-wasi, the compiler proper does. */
const RedzoneFlags = [
  ...["-fsanitize=address", "-fsanitize-address-use-after-scope"].flatMap((flag) => [
    "-Xclang",
    flag,
  ]),
  ...["-asan-use-after-return=never", "-asan-destructor-kind=none", ...PASS_OPTIONS].flatMap(
    (option) => ["-mllvm", option],
  ),
];

/**
 * Sources that make a program together. All paths are from the project's folder.
 * @typedef {object} CodeBase
 * @property {string} name
 * @property {readonly string[]} sources
 * @property {readonly string[]} includes folders with headers
 * @property {readonly string[]} flags for the compiler
 * @property {readonly string[]} wasiLibraries for the linker, on wasm32-wasi
 */

/**
 * @param {CodeBase} base @param {{ optimisation: string }} options
 * @returns {Promise<Uint8Array>} a module with debug information
 * @throws {Error} with the messages of the compiler or the linker
 */
export async function buildModule(base, { optimisation }) {
  const folder = mkdtempSync(join(tmpdir(), `redzone-${base.name}-`));
  try {
    const objects = await compileAll(base, optimisation, folder);
    const module = join(folder, "program.wasm");
    const redzones = join(folder, "redzones.o");
    writeFileSync(redzones, Buffer.from(RedzonesObject, "base64"));
    const inputs = [...objects, redzones, ...base.wasiLibraries];
    await carryOut([NativeClang, WasiTarget, ...LinkFlags, ...inputs, "-o", module]);
    return readFileSync(module);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {CodeBase} base @returns {readonly string[]} what gcc and clang are told to build it for the
 * machine itself, but for the optimisation and the output
 */
export function nativeArguments({ sources, includes, flags }) {
  const absolute = (/** @type {string} */ path) => join(root, path);
  const folders = includes.map((path) => `-I${absolute(path)}`);
  return [...flags, ...folders, ...sources.map(absolute), "-lm"];
}

/**
 * @param {CodeBase} base @param {string} optimisation @param {string} folder for the objects
 * @returns {Promise<string[]>} their paths
 */
function compileAll(base, optimisation, folder) {
  const cache = new Cache(cacheFolder());
  const version = spawnSync(NativeClang, ["--version"], { encoding: "utf8" }).stdout;
  const headers = headersOf(base).map(digestOf);
  const compiler = [
    ...[NativeClang, WasiTarget, `-O${optimisation}`, "-g"],
    ...RedzoneFlags,
    ...base.flags,
  ];
  const folders = base.includes.map((path) => `-I${path}`);
  return Promise.all(
    base.sources.map(async (source, index) => {
      const object = join(folder, `${index}-${basename(source, ".c")}.o`);
      const command = [...compiler, ...folders, "-c", source];
      const key = cacheKey(["redzone-object/1", version, ...command, digestOf(source), ...headers]);
      const kept = await cache.get(key);
      if (kept !== undefined) {
        writeFileSync(object, kept);
      } else {
        await carryOut([...command, "-o", object]);
        await cache.put(key, readFileSync(object));
      }
      return object;
    }),
  );
}

/** All that the sources may include from their own folders. @param {CodeBase} base */
function headersOf({ sources, includes }) {
  return includes.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.[ch]$/.test(name))
      .map((name) => join(folder, name))
      .filter((path) => !sources.includes(path))
      .sort(),
  );
}

/** @param {string} path */
function digestOf(path) {
  const contents = readFileSync(join(root, path));
  return createHash("sha256").update(contents).digest("hex");
}

/**
 * In the project's folder, so that the paths in debug information are the same wherever that lies.
 * @param {readonly string[]} words @returns {Promise<void>}
 */
function carryOut([file = "", ...words]) {
  const child = spawn(file, words, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  let messages = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    messages += text;
  });
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (status) => {
      if (status === 0) done();
      else failed(new Error(`${[file, ...words].join(" ")}\n${messages}`));
    });
  });
}
