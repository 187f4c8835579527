import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Code,
  codeText,
  HeapStart,
  i32Const,
  type NumberType,
  plain,
  programModule,
  type TreeFunction,
  type TreeProgram,
  wholeAccess,
} from "../../tests/support/code-tree.ts";
import { DefinednessMachine, PlainMachine } from "../../tests/support/definedness-module.ts";
import { Evaluator, isOfVectors, PURE_ROWS } from "../../tests/support/evaluator.ts";
import { type Bits, RULES, type Rule, ruleOf, undecided } from "../shadow/definedness-rules.ts";
import { Granule, State } from "../shadow/states.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import { ValueType } from "../wasm/module.ts";
import { OPCODES, Op, type OpcodeRow } from "../wasm/opcodes.ts";

const { i32, i64, f32, f64 } = ValueType;

// Where an operand comes from, where the result goes.

/** In memory lie the result and the operands, eight bytes each. */
const Result = HeapStart;
const operandAddress = (at: number) => HeapStart + (at + 1) * Granule;
/** Distinct origins of the operands' V bits. */
const originOf = (at: number) => 0x100 + at;

type Source =
  | { readonly kind: "memory" }
  /** What an import returned: defined, but no constant. */
  | { readonly kind: "given" }
  | { readonly kind: "constant"; readonly bits: bigint };
/** How operands get from there to the instruction. */
type Way = "stack" | "locals" | "one local twice";
/** What becomes of the result: it is stored, or decides a branch. */
type End = "store" | "br_if" | "if" | "eqz br_if" | "eqz eqz if" | "block br_if";

interface Form {
  readonly row: OpcodeRow;
  readonly sources: readonly Source[];
  readonly way: Way;
  readonly end: End;
}

const memory: Source = { kind: "memory" };
const given: Source = { kind: "given" };
const noBlock = { params: [], results: [] };

function widthOf(type: ValueType): 32 | 64 {
  return type === i32 || type === f32 ? 32 : 64;
}

/** The imports: an i32 and an i64. */
const giving = (type: ValueType): Code => {
  const call: Code[number] = { kind: "call", func: widthOf(type) === 32 ? 0 : 1 };
  if (type === f32) return [call, plain("f32.reinterpret_i32")];
  return type === f64 ? [call, plain("f64.reinterpret_i64")] : [call];
};

function operandCode(source: Source, type: NumberType, at: number): Code {
  switch (source.kind) {
    case "memory":
      return [i32Const(operandAddress(at)), wholeAccess("load", type)];
    case "given":
      return giving(type);
    case "constant":
      return [{ kind: "const", type, bits: source.bits }];
  }
}

function formFunction({ row, sources, way, end }: Form): TreeFunction {
  const types = row.params as readonly NumberType[];
  const pushes = sources.map((source, at) => operandCode(source, types[at]!, at));
  const operands = (): Code => {
    if (way === "stack") return pushes.flat();
    if (way === "one local twice") {
      return [...pushes[0]!, { kind: "tee", local: 0 }, { kind: "get", local: 0 }];
    }
    const [first, second = []] = pushes;
    if (types.length === 1) return [...first!, { kind: "tee", local: 0 }];
    return [
      ...first!,
      { kind: "set", local: 0 },
      ...second,
      { kind: "tee", local: 1 },
      { kind: "drop" },
      { kind: "get", local: 0 },
      { kind: "get", local: 1 },
    ];
  };
  const compute: Code = [...operands(), plain(row.name)];
  const noted: Code = [i32Const(Result), i32Const(1), wholeAccess("store", i32)];
  const eqz = plain("i32.eqz");
  const decide = (...before: Code): Code => [
    { kind: "block", type: noBlock, body: [...compute, ...before, brIf, ...noted] },
  ];
  const brIf = { kind: "brIf", label: 0 } as const;
  const ends: Record<End, () => Code> = {
    store: () => [i32Const(Result), ...compute, wholeAccess("store", row.results[0] as NumberType)],
    br_if: () => decide(),
    "eqz br_if": () => decide(row.results[0] === i64 ? plain("i64.eqz") : eqz),
    if: () => [...compute, { kind: "if", type: noBlock, body: noted }],
    "eqz eqz if": () => [...compute, eqz, eqz, { kind: "if", type: noBlock, body: noted }],
    // The result comes out of a block, so that it is not next to what it decides.
    "block br_if": () => [
      {
        kind: "block",
        type: noBlock,
        body: [
          { kind: "block", type: { params: [], results: [i32] }, body: compute },
          brIf,
          ...noted,
        ],
      },
    ],
  };
  return { type: noBlock, locals: types, code: ends[end]() };
}

// The forms of each row.

function constantsOf(type: ValueType): readonly bigint[] {
  const ones = (1n << BigInt(widthOf(type))) - 1n;
  if (type === f32) return [0n, 0x3f800000n, 0x7fc00000n];
  if (type === f64) return [0n, 0x3ff0000000000000n, 0x7ff8000000000000n];
  return [0n, 1n, ones, 12n, 1n << BigInt(widthOf(type) - 1), 0xff00n, 31n, ones - 6n];
}

function formsOf(row: OpcodeRow): Form[] {
  const { params, results } = row;
  const stored = (sources: readonly Source[], way: Way = "stack"): Form => {
    return { row, sources, way, end: "store" };
  };
  const all = params.map(() => memory);
  const forms = [stored(all), stored(all, "locals")];
  const ends: End[] = ["br_if", "if", "eqz br_if", "eqz eqz if", "block br_if"];
  if (results[0] === i32) {
    forms.push(...ends.map((end): Form => ({ row, sources: all, way: "stack", end })));
  }
  if (results[0] === i64) forms.push({ row, sources: all, way: "stack", end: "eqz br_if" });
  if (params.length < 2) return forms;
  forms.push(stored(all, "one local twice"));
  forms.push(stored([memory, given]), stored([given, memory]), stored([given, given]));
  if (results[0] === i32) {
    forms.push({ row, sources: [memory, given], way: "stack", end: "br_if" });
    forms.push({ row, sources: [given, memory], way: "locals", end: "if" });
  }
  for (const bits of constantsOf(params[1]!)) {
    const constant: Source = { kind: "constant", bits };
    forms.push(stored([memory, constant]), stored([constant, memory]));
  }
  return forms;
}

const forms = PURE_ROWS.flatMap(formsOf);
const program: TreeProgram = {
  imports: [
    { params: [], results: [i32] },
    { params: [], results: [i64] },
  ],
  functions: forms.map(formFunction),
  globals: [],
  table: [],
  tags: [],
  data: new Uint8Array(),
};

/** The CodeOffset of the first such instruction of each form. */
function sitesOf(isIt: (opcode: number, form: Form) => boolean): readonly (number | undefined)[] {
  return programModule(program).bodies.map(({ code, offset }, at) => {
    const cursor = new InstructionCursor(code, "test", offset);
    while (cursor.next()) if (isIt(cursor.opcode, forms[at]!)) return offset + cursor.start;
    return undefined;
  });
}
const instructions = sitesOf((opcode, { row }) => opcode === row.code);
const branches = sitesOf((opcode) => opcode === Op.brIf || opcode === Op.if);

// Running them.

let givenValue = 0n;
const imports = [() => Number(BigInt.asIntN(32, givenValue)), () => givenValue];
const evaluator = new Evaluator();
const unchanged = new PlainMachine();
const unchangedFunctions = unchanged.functions(program, imports);

function isNotANumber(type: ValueType, bits: bigint): boolean {
  if (type === f32) return (bits & 0x7fffffffn) > 0x7f800000n;
  return type === f64 && (bits & (2n ** 63n - 1n)) > 0x7ff0000000000000n;
}

/** What the instruction works on in this form, when these lie in memory and are given. */
function operandsOf({ row, sources, way }: Form, inputs: readonly Bits[]): readonly Bits[] {
  const at = row.params.map((_, index) => (way === "one local twice" ? 0 : index));
  return at.map((index) => {
    const source = sources[index]!;
    if (source.kind === "constant") return { v: source.bits, s: 0n };
    return source.kind === "given" ? { v: givenIn(sources, inputs), s: 0n } : inputs[index]!;
  });
}

function givenIn(sources: readonly Source[], inputs: readonly Bits[]): bigint {
  return inputs[sources.findIndex(({ kind }) => kind === "given")]?.v ?? 0n;
}

class Runner {
  readonly machine: DefinednessMachine;
  readonly #functions: ReturnType<DefinednessMachine["functions"]>;

  constructor(tracksOrigins: boolean) {
    this.machine = new DefinednessMachine(tracksOrigins);
    this.#functions = this.machine.functions(program, imports);
  }

  /** Carries form number `at` out on these inputs and compares everything with the row's rule. */
  check(at: number, inputs: readonly Bits[]): void {
    const form = forms[at]!;
    const { row } = form;
    const operands = operandsOf(form, inputs);
    this.#prepare(inputs);
    givenValue = givenIn(form.sources, inputs);
    const traps = trapped(unchangedFunctions[at]!);
    const fail = (what: string, got: unknown, wanted: unknown) => {
      const shown = inputs.map(({ v, s }) => `0x${v.toString(16)}/0x${s.toString(16)}`).join(", ");
      const text = (each: unknown) => (typeof each === "bigint" ? `0x${each.toString(16)}` : each);
      const code = codeText(program.functions[at]!.code);
      expect.fail(`${what}: ${text(got)}, not ${text(wanted)}; value/V ${shown} in\n${code}`);
    };
    if (trapped(this.#functions[at]!) !== traps) fail("traps", !traps, traps);

    const shape = ruleOf(row.name)!;
    const rule: Rule = RULES[shape.operation];
    const reported = rule.mayTrapChange?.(operands, shape) ?? false;
    // What was reported counts as defined; a division has a second operand.
    const vbits = reported && shape.operation === "trunc" ? 0n : rule.vbits(operands, shape);
    const isStored = form.end === "store";
    const expected = [];
    if (reported) expected.push(`undefinedValue ${instructions[at]}`);
    if (!traps && !isStored) {
      // With eqz between: that is undecided where its operand is.
      const value = evaluator.value(
        row.name,
        operands.map(({ v }) => v),
      );
      if (undecided({ v: value, s: vbits })) expected.push(`undefinedCondition ${branches[at]}`);
    }
    const got = this.machine.reports.map((each) => `${each.hook} ${each.arguments.site}`);
    if (got.join() !== expected.join()) fail("reports", got.join(), expected.join());
    if (traps) return;

    const value = this.machine.view.getBigUint64(Result, true);
    const wanted = unchanged.view.getBigUint64(Result, true);
    const type = isStored ? row.results[0]! : i32;
    if (value !== wanted && !(isNotANumber(type, value) && isNotANumber(type, wanted))) {
      fail("the value", value, wanted);
    }
    if (!isStored) return;
    const bits = this.machine.bitsAt(Result, Granule);
    if (bits !== vbits) fail("V bits", bits, vbits);
    if (this.machine.tracksOrigins && bits !== 0n) this.#checkOrigin(form, operands, bits, fail);
  }

  #prepare(inputs: readonly Bits[]): void {
    const { machine } = this;
    machine.reports.length = 0;
    for (const view of [machine.view, unchanged.view]) view.setBigUint64(Result, 0n);
    machine.states[Result / Granule] = State.Addressable;
    for (const [index, { v, s }] of inputs.entries()) {
      const address = operandAddress(index);
      for (const view of [machine.view, unchanged.view]) view.setBigUint64(address, v, true);
      machine.view.setBigUint64(machine.layout.definedness + address, s, true);
      machine.states[address / Granule] = State.AddressableDirty;
      if (machine.tracksOrigins)
        machine.origins.fill(originOf(index), address / 4, address / 4 + 2);
    }
  }

  #checkOrigin(
    { way }: Form,
    operands: readonly Bits[],
    bits: bigint,
    fail: (what: string, got: unknown, wanted: unknown) => void,
  ): void {
    const possible = operands.flatMap(({ s }, at) => {
      return s === 0n ? [] : [originOf(way === "one local twice" ? 0 : at)];
    });
    const firstUndefined = bits.toString(2).match(/0*$/)![0].length >> 3;
    const origin = this.machine.shadow.originAt(Result + firstUndefined);
    if (!possible.includes(origin)) fail("the origin", origin, possible.join(" or "));
  }
}

function trapped(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return true;
    throw error;
  }
}

// What they are run on.

const floats = [0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64, -(2 ** 63), Math.PI];
const moreFloats = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 5e-324, 1e300];

function edgeValues(type: ValueType): readonly bigint[] {
  const all = [...floats, ...moreFloats];
  if (type === f32) return [...new Uint32Array(Float32Array.from(all).buffer)].map(BigInt);
  if (type === f64) return [...new BigUint64Array(Float64Array.from(all).buffer)];
  const width = BigInt(widthOf(type));
  const sign = 1n << (width - 1n);
  const values = [0n, 1n, 2n, 3n, 5n, 7n, 8n, 31n, 32n, 63n, 0x80n, 0xff00n, sign, sign - 1n];
  return [...values, sign + 1n, -1n, -2n, -8n, -0x80n].map((each) => {
    return BigInt.asUintN(Number(width), each);
  });
}

function edgePatterns(type: ValueType): readonly bigint[] {
  const width = widthOf(type);
  const all = (1n << BigInt(width)) - 1n;
  const low = (1n << BigInt(width / 2)) - 1n;
  const half = BigInt(width / 2);
  return [0n, all, 1n, 2n, 8n, 1n << BigInt(width - 1), low, low << half, 0xff00n, all - 1n];
}

function anyBits(type: ValueType): fc.Arbitrary<Bits> {
  const max = (1n << BigInt(widthOf(type))) - 1n;
  const anything = fc.bigInt({ min: 0n, max });
  const bit = fc.nat(widthOf(type) - 1).map((at) => 1n << BigInt(at));
  return fc.record({
    v: fc.oneof(fc.constantFrom(...edgeValues(type)), anything, bit),
    s: fc.oneof(fc.constantFrom(...edgePatterns(type)), anything, bit),
  });
}

/** Every edge value with some of the patterns, so many that each pattern meets each value's neighbours. */
function* edgeInputs(types: readonly ValueType[]): Generator<readonly Bits[]> {
  const [first, second] = types.map((type) => {
    const patterns = edgePatterns(type);
    return edgeValues(type).flatMap((v, at) => {
      return patterns.filter((_, index) => (index + at) % 3 === 0).map((s) => ({ v, s }));
    });
  });
  for (const [at, a] of first!.entries()) {
    if (second === undefined) yield [a];
    else for (let index = at % 2; index < second.length; index += 2) yield [a, second[index]!];
  }
}

describe.each([
  ["V bits", false],
  ["V bits with origins", true],
])("%s of the result follow the table of rules", (_, tracksOrigins) => {
  const runner = new Runner(tracksOrigins);
  for (const row of PURE_ROWS) {
    it(row.name, () => {
      const own = [...forms.keys()].filter((at) => forms[at]!.row === row);
      for (const inputs of edgeInputs(row.params)) runner.check(own[0]!, inputs);
      fc.assert(
        fc.property(fc.tuple(...row.params.map(anyBits)), (inputs) => {
          for (const at of own) runner.check(at, inputs);
        }),
        { numRuns: tracksOrigins ? 50 : 200 },
      );
    });
  }
});

describe("the rows of fixed type, of numbers", () => {
  it("are all tested here, but for constants and what has to do with segments and tables", () => {
    const fixed = OPCODES.filter((row) => {
      return !row.contextual && row.memory.kind === "none" && !isOfVectors(row);
    });
    const others = fixed.filter((row) => !PURE_ROWS.includes(row)).map(({ name }) => name);
    const constants = ["i32.const", "i64.const", "f32.const", "f64.const"];
    const tables = ["table.init", "elem.drop", "table.copy", "table.size"];
    expect(new Set(others)).toEqual(
      new Set(["nop", "atomic.fence", "data.drop", ...constants, ...tables]),
    );
  });
});
