import { ModuleDebug } from "../../src/symbols/module-debug.ts";
import type { Value, ValueMemory } from "../../src/values/value.ts";
import { createValues } from "../../src/values/values.ts";
import { decodeModule } from "../../src/wasm/decode.ts";
import type { WasmModule } from "../../src/wasm/module.ts";
import { type Outcome, outcomeOf } from "../target.ts";

const MemoryBytes = 1 << 17;
/** Of what one question may bring about; it is bounded by what is in values/reader.ts. */
const MostValues = 100_000;
/** Bytes of code between two places that are asked about. */
const Stride = 23;

/** Memory in which `contents` come again and again. In each byte those bits of it are undefined that `mask` has. */
export function repeatingMemory(contents: Uint8Array, mask: number): ValueMemory {
  const bytes = new Uint8Array(MemoryBytes);
  for (let at = 0; contents.length > 0 && at < MemoryBytes; at += contents.length) {
    bytes.set(contents.subarray(0, MemoryBytes - at), at);
  }
  const undefinedBits = bytes.map((byte) => byte & mask);
  const part = (of: Uint8Array, address: number, length: number) =>
    address >= 0 && length >= 0 && address + length <= MemoryBytes
      ? of.subarray(address, address + length)
      : undefined;
  return {
    bytes: (address, length) => part(bytes, address, length),
    undefinedBits: (address, length) =>
      mask === 0 ? undefined : part(undefinedBits, address, length),
  };
}

function count(value: Value): number {
  switch (value.kind) {
    case "array":
      return 1 + value.elements.reduce((all, element) => all + count(element), 0);
    case "record":
    case "variant":
    case "standard":
      return 1 + value.members.reduce((all, member) => all + count(member.value), 0);
    default:
      return 1;
  }
}

function requireFew(value: Value): void {
  const values = count(value);
  if (values >= MostValues) throw new Error(`one question, ${values} values`);
}

/** Asks for every value that the debug information describes. @returns how many could be read */
export function readValues(module: WasmModule, memory: ValueMemory): number {
  const values = createValues(new ModuleDebug(module));
  let readable = 0;
  const see = (value: Value) => {
    requireFew(value);
    if (value.kind !== "unreadable" && value.kind !== "optimised out") readable++;
    if (value.kind === "standard") requireFew(value.raw);
    if (value.kind !== "pointer") return;
    values.plain(value.pointee);
    requireFew(values.readAt(value.pointee, value.target, memory, value.count));
    values.pointersIn(value.pointee, value.target, memory, ({ pointee }) => values.sizeOf(pointee));
  };
  for (const variable of values.globals()) see(values.read(variable, memory, undefined));
  for (const body of module.bodies) {
    values.localsNeeded(body.offset);
    for (let site: number = body.offset; site < body.offset + body.code.length; site += Stride) {
      const frame = { site, local: () => 0x8000n, global: () => 0x8000n };
      for (let inlined = 0; inlined < 2; inlined++) {
        for (const variable of values.variables(site, inlined)) {
          see(values.read(variable, memory, frame));
        }
      }
    }
  }
  return readable;
}

/** What many types have as lengths and addresses. */
const SmallNumbers = repeatingMemory(Uint8Array.of(0, 0x80, 0, 0, 3, 0, 0, 0), 0);

/** As `readValues`, of a file. */
export function readAllValues(input: Uint8Array): Outcome {
  let readable = 0;
  const outcome = outcomeOf(() => {
    const module = decodeModule(input, "input.wasm");
    readable = readValues(module, SmallNumbers);
  });
  return readable > 0 ? outcome : "refused";
}
