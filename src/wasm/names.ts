/**
 * The `name` custom section (core specification, appendix 7.4, and the extended-name-section
 * proposal for globals). It is read only when it is asked for: decoding a module does not need it.
 *
 * The section is a list of subsections, each with an id and a size; unknown ones are passed over.
 */
import type { FuncIndex } from "../bytes/brand.ts";
import { ByteReader } from "../bytes/reader.ts";
import type { WasmModule } from "./module.ts";
import { readVector } from "./vectors.ts";

const Subsection = { functions: 1, globals: 7, data: 9 } as const;

/**
 * Function names as the linker knew them (mangled, with `--no-demangle`), imports included; empty
 * when the module has none.
 * @throws MalformedError (counting from the section's start) when the section is not well-formed
 */
export function functionNames(module: WasmModule): ReadonlyMap<FuncIndex, string> {
  let names = KnownFunctionNames.get(module);
  if (names === undefined) {
    names = namesIn(module, Subsection.functions) as Map<FuncIndex, string>;
    KnownFunctionNames.set(module, names);
  }
  return names;
}

/** Half a dozen passes ask, and a Rust program has thousands of long ones. A module never changes. */
const KnownFunctionNames = new WeakMap<WasmModule, ReadonlyMap<FuncIndex, string>>();

/** As `functionNames`; lld calls the stack pointer `__stack_pointer`. */
export function globalNames(module: WasmModule): ReadonlyMap<number, string> {
  return namesIn(module, Subsection.globals);
}

/** Names of data segments: lld calls that of constants `.rodata`. */
export function dataNames(module: WasmModule): ReadonlyMap<number, string> {
  return namesIn(module, Subsection.data);
}

function namesIn(module: WasmModule, wanted: number): Map<number, string> {
  const names = new Map<number, string>();
  const section = module.customs.find(({ name }) => name === "name");
  if (section === undefined) return names;
  const reader = new ByteReader(section.bytes, "the name section");
  while (!reader.atEnd) {
    const id = reader.u8();
    const subsection = reader.sub(reader.uleb32());
    if (id !== wanted) continue;
    readVector(subsection, () => names.set(subsection.uleb32(), subsection.name()));
  }
  return names;
}
