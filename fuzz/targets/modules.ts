/** Modules: taking them apart, putting them together again, and rewriting them. */
import type { InstrumentOptions } from "../../src/instrument/plan.ts";
import { instrument } from "../../src/instrument/rewrite.ts";
import { decodeModule } from "../../src/wasm/decode.ts";
import { encodeModule } from "../../src/wasm/encode.ts";
import { indexSpaces } from "../../src/wasm/index-spaces.ts";
import { InstructionCursor } from "../../src/wasm/instructions.ts";
import type { WasmModule } from "../../src/wasm/module.ts";
import { dataNames, functionNames, globalNames } from "../../src/wasm/names.ts";
import { OperandTypes } from "../../src/wasm/typing.ts";
import type { Random } from "../../tests/fuzz/random.ts";
import { changeBytes } from "../changes.ts";
import { changeCode } from "../code-changes.ts";
import { changeFrame, changeSection } from "../frames.ts";
import { smallModules } from "../seeds.ts";
import { outcomeOf, type Target } from "../target.ts";

const File = "input.wasm";
const DebugSection = 0;

function changeModule(input: Uint8Array, random: Random, others: readonly Uint8Array[]) {
  switch (random.between(0, 9)) {
    case 0:
      return changeBytes(input, random, others);
    case 1:
      return changeFrame(input, random);
    case 2:
    case 3:
    case 4:
      return changeSection(
        input,
        random,
        others,
        ({ id }) => id !== DebugSection || random.oneIn(4),
      );
    default:
      return changeCode(input, random);
  }
}

function walk(module: WasmModule): void {
  const operands = new OperandTypes(module, indexSpaces(module));
  for (const [at, body] of module.bodies.entries()) {
    const cursor = new InstructionCursor(body.code, File, body.offset);
    operands.enter(module.types[module.functions[at]!]!, body);
    while (cursor.next()) operands.step(cursor);
    operands.leave(cursor);
  }
}

export const decode: Target = {
  seeds: smallModules,
  change: changeModule,
  run(input) {
    let module: WasmModule | undefined;
    const outcome = outcomeOf(() => {
      module = decodeModule(input, File);
      walk(module);
    });
    if (module !== undefined) {
      const known = module;
      outcomeOf(() => [functionNames(known), globalNames(known), dataNames(known)]);
      const written = encodeModule(module);
      const again = encodeModule(decodeModule(written, File));
      if (Buffer.compare(written, again) !== 0) throw new Error("encoded, it is another module");
    }
    return outcome;
  },
};

const PlaceOfSteps = 24;
/** Compiled programs start with 8 MiB of stack. */
const MemoryLimit = 2 ** 26;

/** All that the passes can be asked for, in four rewritings. */
const Rewritings: readonly Partial<InstrumentOptions>[] = [
  {},
  { definedness: true },
  { definedness: true, origins: true, spillLocals: true },
  {
    definedness: true,
    watchConstants: true,
    steps: {
      libraries: true,
      saved: "everywhere",
      lineStarts: (body) => [{ site: body, place: PlaceOfSteps }],
      savedLocals: () => [0],
    },
  },
];

/** A number that depends on every byte. */
function digest(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 7);
}

export const rewrite: Target = {
  seeds: smallModules,
  change: changeModule,
  run(input) {
    const options = Rewritings[digest(input) % Rewritings.length]!;
    const valid = WebAssembly.validate(Uint8Array.from(input));
    let rewritten: Uint8Array | undefined;
    const outcome = outcomeOf(() => {
      const module = decodeModule(input, File);
      const { bytes } = instrument(module, File, { programLimit: MemoryLimit, ...options });
      rewritten = bytes;
    });
    if (valid && rewritten !== undefined && !WebAssembly.validate(rewritten as BufferSource)) {
      let why: unknown;
      try {
        new WebAssembly.Module(rewritten as BufferSource);
      } catch (error) {
        why = error;
      }
      throw new Error(`rewritten it is not valid: ${why}`);
    }
    return outcome;
  },
};
