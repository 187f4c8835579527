import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Code,
  codeText,
  HeapStart,
  i32Const,
  type OperandType,
  type TreeFunction,
  type TreeProgram,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { widthOf } from "../../tests/support/definedness-interpreter.ts";
import { DefinednessMachine } from "../../tests/support/definedness-module.ts";
import { Evaluator, pureInstruction, VECTOR_ROWS } from "../../tests/support/evaluator.ts";
import { anyVector, lanesTried } from "../../tests/support/vectors.ts";
import type { Bits } from "../shadow/definedness-rules.ts";
import { Granule, State } from "../shadow/states.ts";
import { vectorRuleOf } from "../shadow/vector-rules.ts";
import type { OpcodeRow } from "../wasm/opcodes.ts";

const PlaceBytes = 16;
/** In memory lie the result and the operands. */
const Result = HeapStart;
const operandAddress = (at: number) => HeapStart + (at + 1) * PlaceBytes;
const originOf = (at: number) => 0x100 + at;

/** Where an operand comes from: memory, or the code, so that it is known to be defined. */
type Source = "memory" | bigint;
/** One instruction, its operands from there. */
interface Form {
  readonly row: OpcodeRow;
  readonly lanes: readonly number[];
  readonly sources: readonly Source[];
  /** All operands of the first one's type are the first one. */
  readonly once?: boolean;
}

function formsOf(row: OpcodeRow): Form[] {
  const all = row.params.map((): Source => "memory");
  const alone = row.params.map((_, at) => {
    return row.params.map((_, index): Source => (index === at ? "memory" : 0x0203_80ff_7f01n));
  });
  return lanesTried(row).flatMap((lanes) => [
    { row, lanes, sources: all },
    ...(row.params.length > 1
      ? [
          { row, lanes, sources: all, once: true },
          ...alone.map((sources) => ({ row, lanes, sources })),
        ]
      : []),
    // Nothing is emitted for these.
    { row, lanes, sources: row.params.map(() => 5n) },
  ]);
}

function operandCode({ row, sources, once }: Form, at: number): Code {
  const type = row.params[at] as OperandType;
  const source = sources[at]!;
  if (once && at > 0 && type === row.params[0]) return [{ kind: "get", local: 0 }];
  const load: Code = [i32Const(operandAddress(at)), wholeAccess("load", type)];
  if (source === "memory") return at === 0 ? [...load, { kind: "tee", local: 0 }] : load;
  return [{ kind: "const", type, bits: BigInt.asUintN(widthOf(type), source) }];
}

function formFunction(form: Form): TreeFunction {
  const { row, lanes } = form;
  return {
    type: { params: [], results: [] },
    locals: [row.params[0] as OperandType],
    code: [
      i32Const(Result),
      ...row.params.flatMap((_, at) => operandCode(form, at)),
      pureInstruction(row, lanes),
      wholeAccess("store", row.results[0] as OperandType),
    ],
  };
}

const forms = VECTOR_ROWS.flatMap(formsOf);
const program: TreeProgram = {
  ...{ imports: [], globals: [], table: [], tags: [], data: new Uint8Array() },
  functions: forms.map(formFunction),
};
const evaluator = new Evaluator();

/** What the instruction works on in this form, when these lie in memory. */
function operandsOf({ row, sources, once }: Form, inputs: readonly Bits[]): readonly Bits[] {
  return row.params.map((type, at) => {
    const source = sources[at]!;
    const { v, s } = inputs[once && type === row.params[0] ? 0 : at]!;
    const width = widthOf(type);
    if (source !== "memory") return { v: BigInt.asUintN(width, source), s: 0n };
    return { v: BigInt.asUintN(width, v), s: BigInt.asUintN(width, s) };
  });
}

class Runner {
  readonly #machine: DefinednessMachine;
  readonly #functions: ReturnType<DefinednessMachine["functions"]>;

  constructor(tracksOrigins: boolean) {
    this.#machine = new DefinednessMachine(tracksOrigins);
    this.#functions = this.#machine.functions(program);
  }

  /** What form number `at` does otherwise than it should on these inputs; undefined: nothing. */
  mistake(at: number, inputs: readonly Bits[]): string | undefined {
    const machine = this.#machine;
    const form = forms[at]!;
    const { row, lanes } = form;
    this.#prepare(inputs);
    this.#functions[at]!();
    const operands = operandsOf(form, inputs);
    if (machine.reports.length > 0) return `reports ${machine.reports[0]!.hook}`;
    const value = this.#read(machine.view);
    const wanted = evaluator.value(
      row.name,
      operands.map(({ v }) => v),
      lanes,
    );
    if (value !== wanted) return `is 0x${value.toString(16)}, not 0x${wanted.toString(16)}`;
    const bits = machine.bitsAt(Result, PlaceBytes);
    const vbits = vectorRuleOf(row.name)!.vbits(operands, lanes);
    if (bits !== vbits) return `V bits are 0x${bits.toString(16)}, not 0x${vbits.toString(16)}`;
    if (!machine.tracksOrigins || bits === 0n) return undefined;
    const possible = operands.flatMap(({ s }, index) => {
      return s === 0n
        ? []
        : [originOf(form.once && row.params[index] === row.params[0] ? 0 : index)];
    });
    const firstUndefined = bits.toString(2).match(/0*$/)![0].length >> 3;
    const origin = machine.shadow.originAt(Result + firstUndefined);
    return possible.includes(origin) ? undefined : `the origin is 0x${origin.toString(16)}`;
  }

  #read(view: DataView): bigint {
    return view.getBigUint64(Result, true) | (view.getBigUint64(Result + 8, true) << 64n);
  }

  #prepare(inputs: readonly Bits[]): void {
    const machine = this.#machine;
    const { view, states, layout } = machine;
    const write = (address: number, bits: bigint) => {
      view.setBigUint64(address, BigInt.asUintN(64, bits), true);
      view.setBigUint64(address + 8, bits >> 64n, true);
    };
    machine.reports.length = 0;
    write(Result, 0n);
    states.fill(State.Addressable, Result / Granule, (Result + PlaceBytes) / Granule);
    for (const [index, { v, s }] of inputs.entries()) {
      const address = operandAddress(index);
      write(address, v);
      write(layout.definedness + address, s);
      states.fill(State.AddressableDirty, address / Granule, (address + PlaceBytes) / Granule);
      if (machine.tracksOrigins)
        machine.origins.fill(originOf(index), address / 4, (address + PlaceBytes) / 4);
    }
  }
}

const patterns = fc.oneof(
  fc.constant(0n),
  fc.nat(127).map((at) => 1n << BigInt(at)),
  fc.nat(15).map((at) => 0xffn << BigInt(8 * at)),
  anyVector,
);
const inputs = fc.array(fc.record({ v: anyVector, s: patterns }), { minLength: 3, maxLength: 3 });

describe.each([
  ["V bits", false],
  ["V bits with origins", true],
])("%s of the result of an instruction of vectors follow the rules", (_, tracksOrigins) => {
  const runner = new Runner(tracksOrigins);
  for (const row of VECTOR_ROWS) {
    it(row.name, () => {
      const own = [...forms.keys()].filter((at) => forms[at]!.row === row);
      fc.assert(
        fc.property(inputs, (each) => {
          for (const at of own) {
            const mistake = runner.mistake(at, each);
            if (mistake === undefined) continue;
            const shown = each.map(({ v, s }) => `0x${v.toString(16)}/0x${s.toString(16)}`);
            const code = codeText(program.functions[at]!.code);
            expect.fail(`${mistake}; value/V ${shown.join(", ")} in\n${code}`);
          }
        }),
        { numRuns: tracksOrigins ? 40 : 120 },
      );
    });
  }
});
