/**
 * The `name` custom section (core specification, appendix 7.4, and the extended-name-section
 * proposal for globals). It is read only when it is asked for: decoding a module does not need it.
 *
 * The section is a list of subsections, each with an id and a size; unknown ones are passed over.
 */
import type { FuncIndex } from "../bytes/brand.ts";
import { MalformedError } from "../bytes/malformed.ts";
import { ByteReader } from "../bytes/reader.ts";
import type { WasmModule } from "./module.ts";
import { readVector } from "./vectors.ts";

const Subsection = { functions: 1, globals: 7, data: 9 } as const;

/** What the section says, as far as it can be read. */
interface Names {
  readonly functions: ReadonlyMap<FuncIndex, string>;
  readonly globals: ReadonlyMap<number, string>;
  readonly data: ReadonlyMap<number, string>;
  readonly problem: MalformedError | undefined;
}

/** Half a dozen passes ask, and a Rust program has thousands of long ones. A module never changes. */
const known = new WeakMap<WasmModule, Names>();

/**
 * Function names as the linker knew them (mangled, with `--no-demangle`), imports included; empty
 * when the module has none. Names mean nothing to engines, so a section that is damaged makes no module worse than one without:
 * what stands before the damage counts (`namesProblem`).
 */
export function functionNames(module: WasmModule): ReadonlyMap<FuncIndex, string> {
  return namesOf(module).functions;
}

/** As `functionNames`; lld calls the stack pointer `__stack_pointer`. */
export function globalNames(module: WasmModule): ReadonlyMap<number, string> {
  return namesOf(module).globals;
}

/** Names of data segments: lld calls that of constants `.rodata`. */
export function dataNames(module: WasmModule): ReadonlyMap<number, string> {
  return namesOf(module).data;
}

/** What is wrong with the section, counted from its start, if anything is. */
export function namesProblem(module: WasmModule): MalformedError | undefined {
  return namesOf(module).problem;
}

function namesOf(module: WasmModule): Names {
  let names = known.get(module);
  if (names === undefined) {
    names = readNames(module);
    known.set(module, names);
  }
  return names;
}

function readNames(module: WasmModule): Names {
  const lists = new Map(
    Object.values(Subsection).map((id) => [id as number, new Map<number, string>()]),
  );
  let problem: MalformedError | undefined;
  const section = module.customs.find(({ name }) => name === "name");
  const reader = new ByteReader(section?.bytes ?? new Uint8Array(), "the name section");
  try {
    while (!reader.atEnd) {
      const list = lists.get(reader.u8());
      const subsection = reader.sub(reader.uleb32());
      if (list === undefined) continue;
      readVector(subsection, () =>
        list.set(subsection.uleb32(), subsection.text(subsection.uleb32())),
      );
    }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    problem = error;
  }
  return {
    functions: lists.get(Subsection.functions) as Map<FuncIndex, string>,
    globals: lists.get(Subsection.globals)!,
    data: lists.get(Subsection.data)!,
    problem,
  };
}
