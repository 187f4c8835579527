/**
 * A rewritten module as bytes, so that it can be kept and need not be rewritten for every run of the
 * same program. The plan is made anew: it takes a hundredth of the time, and has functions in it.
 *
 *     [u32 length of the facts] [the facts, JSON] [the rewritten module]
 */
import type { WasmModule } from "../wasm/module.ts";
import { type InstrumentOptions, makePlan } from "./plan.ts";
import type { Instrumented } from "./rewrite.ts";

/** What rewriting finds out and notes in the plan. */
interface Facts {
  readonly unknownInstructions: readonly string[];
}
const LengthBytes = 4;

export function packInstrumented({ bytes, plan }: Instrumented): Uint8Array {
  const facts: Facts = { unknownInstructions: [...plan.unknownInstructions] };
  const text = new TextEncoder().encode(JSON.stringify(facts));
  const packed = new Uint8Array(LengthBytes + text.length + bytes.length);
  new DataView(packed.buffer).setUint32(0, text.length, true);
  packed.set(text, LengthBytes);
  packed.set(bytes, LengthBytes + text.length);
  return packed;
}

/**
 * @param packed what `packInstrumented` made of the same module, rewritten with the same options by the
 * same version of Redzone
 * @throws as `makePlan` does
 */
export function unpackInstrumented(
  module: WasmModule,
  options: InstrumentOptions,
  packed: Uint8Array,
): Instrumented {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const start = LengthBytes + view.getUint32(0, true);
  const text = new TextDecoder().decode(packed.subarray(LengthBytes, start));
  const facts = JSON.parse(text) as Facts;
  const plan = makePlan(module, options);
  for (const name of facts.unknownInstructions) plan.unknownToDefinedness(name);
  return { bytes: packed.subarray(start), plan };
}
