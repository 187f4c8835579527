/**
 * Changes of code that know what instructions are. Some leave a valid module valid, because what they put in takes nothing
 * from the stack and leaves nothing there: so the rewriter is shown every instruction in every surrounding. The others
 * are those that only an engine's validation would tell from valid ones.
 */
import { MalformedError } from "../src/bytes/malformed.ts";
import { ByteWriter } from "../src/bytes/writer.ts";
import { decodeModule } from "../src/wasm/decode.ts";
import { encodeModule } from "../src/wasm/encode.ts";
import { indexSpaces } from "../src/wasm/index-spaces.ts";
import { InstructionCursor } from "../src/wasm/instructions.ts";
import {
  type FunctionBody,
  type FunctionType,
  type ValueType as Type,
  ValueType,
  type WasmModule,
} from "../src/wasm/module.ts";
import { type Immediates, OPCODES, Op, type OpcodeRow } from "../src/wasm/opcodes.ts";
import type { Random } from "../tests/fuzz/random.ts";
import { type Bytes, changeBytes, joined, spliced } from "./changes.ts";

const EmptyBlock = 0x40;
/** Of blocks that are put in, in blocks that are put in. */
const Deepest = 3;

const Integers = [0, 1, -1, 7, 8, 15, 16, 255, 1024, 65535, 65536, 0x7fffffff, -0x80000000, -8];

/** What immediates a random instruction may have. Those that are missing are not written. */
const RandomImmediates: Readonly<
  Partial<Record<Immediates, (writer: ByteWriter, random: Random, row: OpcodeRow) => void>>
> = {
  none: () => {},
  memarg: (writer, random, { memory }) => {
    const width = "width" in memory ? memory.width : 1;
    writer.uleb32(random.between(0, Math.log2(width)));
    writer.uleb32(random.oneIn(2) ? random.between(0, 64) : random.pick(Integers) >>> 0);
  },
  i32: (writer, random) => writer.sleb32(random.pick(Integers)),
  i64: (writer, random) => writer.sleb32(random.pick(Integers)),
  f32: (writer, random) => writer.u32(random.pick([0, 0x80000000, 0x7f800001, random.u32()])),
  f64: (writer, random) => {
    writer.u32(random.u32());
    writer.u32(random.pick([0, 0x80000000, 0x7ff80000, random.u32()]));
  },
  memory: (writer) => writer.u8(0),
  memories: (writer) => writer.u16(0),
  dataMemory: (writer, random) => {
    writer.uleb32(random.between(0, 1));
    writer.u8(0);
  },
  data: (writer, random) => writer.uleb32(random.between(0, 1)),
  element: (writer, random) => writer.uleb32(random.between(0, 1)),
  elementTable: (writer, random) => {
    writer.uleb32(random.between(0, 1));
    writer.uleb32(0);
  },
  table: (writer) => writer.uleb32(0),
  tables: (writer) => writer.u16(0),
};

const fixedRows = OPCODES.filter(
  ({ contextual, immediates }) => !contextual && immediates in RandomImmediates,
);
const RowOf = new Map(OPCODES.map((row) => [row.code, row]));

interface Place {
  readonly module: WasmModule;
  readonly random: Random;
  /** Parameters and locals of the function. */
  readonly locals: readonly Type[];
  readonly result: readonly Type[];
}

function writeOp(writer: ByteWriter, opcode: number): void {
  if (opcode > 0xff) {
    writer.u8(opcode >> 8);
    writer.uleb32(opcode & 0xff);
  } else {
    writer.u8(opcode);
  }
}

/** [] → [type] */
function push(writer: ByteWriter, type: Type, { random, locals }: Place): void {
  const same = locals.flatMap((each, at) => (each === type ? [at] : []));
  if (same.length > 0 && random.oneIn(2)) {
    writeOp(writer, Op.localGet);
    writer.uleb32(random.pick(same));
    return;
  }
  const constant = (
    {
      [ValueType.i32]: [Op.i32Const, "i32"],
      [ValueType.i64]: [Op.i64Const, "i64"],
      [ValueType.f32]: [Op.f32Const, "f32"],
      [ValueType.f64]: [Op.f64Const, "f64"],
    } as Partial<Record<Type, readonly [number, Immediates]>>
  )[type];
  if (constant !== undefined) {
    const [opcode, immediates] = constant;
    writeOp(writer, opcode);
    RandomImmediates[immediates]!(writer, random, OPCODES[0]!);
  } else if (type === ValueType.funcref || type === ValueType.externref) {
    writeOp(writer, Op.refNull);
    writer.u8(type);
  } else {
    // Of any type, and never there.
    writeOp(writer, Op.block);
    writer.u8(type);
    writeOp(writer, Op.unreachable);
    writeOp(writer, Op.end);
  }
}

/** Takes operands of these types away; a memory that is read sees to it that they are used. */
function useUp(writer: ByteWriter, types: readonly Type[], { random, locals }: Place): void {
  for (const type of types.toReversed()) {
    const same = locals.flatMap((each, at) => (each === type ? [at] : []));
    if (same.length > 0 && random.oneIn(2)) {
      writeOp(writer, Op.localSet);
      writer.uleb32(random.pick(same));
    } else {
      writeOp(writer, Op.drop);
    }
  }
}

/** Something that takes nothing from the stack and leaves nothing there. */
type Neutral = (writer: ByteWriter, place: Place, depth: number) => void;

function index(writer: ByteWriter, opcode: number, at: number): void {
  writeOp(writer, opcode);
  writer.uleb32(at);
}

/** Puts operands of these types there, writes, and takes away what that left. */
function around(
  writer: ByteWriter,
  { params, results }: FunctionType,
  place: Place,
  write: () => void,
): void {
  for (const type of params) push(writer, type, place);
  write();
  useUp(writer, results, place);
}

function anyOf<T>(list: readonly T[], random: Random): readonly [number, T] | undefined {
  if (list.length === 0) return undefined;
  const at = random.between(0, list.length - 1);
  return [at, list[at]!];
}

/** The start of a block without type, what is in it, and its end. */
function blockOf(writer: ByteWriter, opcode: number, write: () => void): void {
  writeOp(writer, opcode);
  writer.u8(EmptyBlock);
  write();
  writeOp(writer, Op.end);
}

const anyInstruction: Neutral = (writer, place) => {
  const row = place.random.pick(fixedRows);
  around(writer, row, place, () => {
    writeOp(writer, row.code);
    RandomImmediates[row.immediates]!(writer, place.random, row);
  });
};

const simple: readonly Neutral[] = [
  anyInstruction,
  anyInstruction,
  anyInstruction,
  (writer, place) => {
    const { module, random } = place;
    const [at, global] = anyOf(indexSpaces(module).globals, random) ?? [0, undefined];
    if (global === undefined) return;
    index(writer, Op.globalGet, at);
    if (global.mutable && random.oneIn(2)) index(writer, Op.globalSet, at);
    else useUp(writer, [global.type], place);
  },
  (writer, place) => {
    const [at, type] = anyOf(place.locals, place.random) ?? [0, undefined];
    if (type === undefined) return;
    push(writer, type, place);
    if (place.random.oneIn(2)) {
      index(writer, Op.localTee, at);
      useUp(writer, [type], place);
    } else {
      index(writer, Op.localSet, at);
    }
  },
  (writer, place) => {
    const { i32, i64, f32, f64 } = ValueType;
    const type = place.random.pick([i32, i64, f32, f64]);
    around(writer, { params: [type, type, i32], results: [type] }, place, () => {
      if (place.random.oneIn(3)) {
        index(writer, Op.selectT, 1);
        writer.u8(type);
      } else {
        writeOp(writer, Op.select);
      }
    });
  },
];

/** With blocks in them, or calls. */
const larger: readonly Neutral[] = [
  (writer, place) => {
    const [at, type] = anyOf(indexSpaces(place.module).functions, place.random) ?? [0, undefined];
    if (type !== undefined) around(writer, type, place, () => index(writer, Op.call, at));
  },
  (writer, place) => {
    const [at, type] = anyOf(place.module.types, place.random) ?? [0, undefined];
    if (type === undefined || indexSpaces(place.module).tables.length === 0) return;
    const params = [...type.params, ValueType.i32];
    around(writer, { ...type, params }, place, () => {
      index(writer, Op.callIndirect, at);
      writer.uleb32(0);
    });
  },
  (writer, place, depth) => {
    const { random } = place;
    blockOf(writer, random.pick([Op.block, Op.loop]), () => {
      inside(writer, place, depth);
      if (random.oneIn(2)) {
        push(writer, ValueType.i32, place);
        index(writer, Op.brIf, 0);
      }
      inside(writer, place, depth);
      if (random.oneIn(4)) deadEnd(writer, place);
    });
  },
  (writer, place, depth) => {
    const { random } = place;
    push(writer, ValueType.i32, place);
    blockOf(writer, Op.if, () => {
      inside(writer, place, depth);
      if (random.oneIn(4)) deadEnd(writer, place);
      if (random.oneIn(2)) writeOp(writer, Op.else);
      inside(writer, place, depth);
    });
  },
  // A block that takes operands and leaves some.
  (writer, place, depth) => {
    const { module, random } = place;
    const [at, type] = anyOf(module.types, random) ?? [0, undefined];
    if (type === undefined) return;
    around(writer, type, place, () => {
      writeOp(writer, random.pick([Op.block, Op.loop]));
      writer.sleb32(at);
      useUp(writer, type.params, place);
      inside(writer, place, depth);
      for (const result of type.results) push(writer, result, place);
      writeOp(writer, Op.end);
    });
  },
  (writer, place, depth) => {
    const { module, random } = place;
    const [at, tag] = anyOf(indexSpaces(module).tags, random) ?? [0, undefined];
    blockOf(writer, Op.try, () => {
      inside(writer, place, depth);
      if (tag !== undefined && random.oneIn(4)) {
        for (const type of tag.params) push(writer, type, place);
        index(writer, Op.throw, at);
      }
      if (tag !== undefined && random.oneIn(2)) {
        index(writer, Op.catch, at);
        useUp(writer, tag.params, place);
        inside(writer, place, depth);
      }
      if (random.oneIn(2)) {
        writeOp(writer, Op.catchAll);
        inside(writer, place, depth);
        if (random.oneIn(4)) index(writer, Op.rethrow, 0);
      }
    });
  },
  (writer, place) => {
    const { random } = place;
    blockOf(writer, Op.block, () => {
      push(writer, ValueType.i32, place);
      const labels = random.between(0, 3);
      index(writer, Op.brTable, labels);
      for (let label = 0; label <= labels; label++) writer.uleb32(0);
      if (random.oneIn(2)) anything(writer, place);
    });
  },
];

function neutral(writer: ByteWriter, place: Place, depth: number): void {
  const { random } = place;
  const write = random.pick(depth < Deepest && random.oneIn(2) ? larger : simple);
  write(writer, place, depth);
}

function inside(writer: ByteWriter, place: Place, depth: number): void {
  for (let left = place.random.between(0, 2); left > 0; left--) neutral(writer, place, depth + 1);
}

/** Behind it no code runs, and the stack holds what is asked of it. */
function deadEnd(writer: ByteWriter, place: Place): void {
  const { random } = place;
  if (random.oneIn(2)) {
    for (const type of place.result) push(writer, type, place);
    writeOp(writer, Op.return);
  } else {
    writeOp(writer, Op.unreachable);
  }
  if (random.oneIn(2)) anything(writer, place);
}

/** Instructions that may be right where the stack holds what is asked of it, and nowhere else. */
function anything(writer: ByteWriter, { random }: Place): void {
  for (let left = random.between(1, 3); left > 0; left--) {
    const row = random.pick(fixedRows);
    writeOp(writer, row.code);
    RandomImmediates[row.immediates]!(writer, random, row);
    for (const _ of row.results) writeOp(writer, Op.drop);
  }
}

/** Where instructions begin in the code; the last one, which ends it, too. */
function startsIn(body: FunctionBody): number[] {
  const starts: number[] = [];
  const cursor = new InstructionCursor(body.code, "input", 0);
  while (cursor.next()) starts.push(cursor.start);
  return starts;
}

/** An instruction's code with another opcode that has the same type and immediates. */
function changedOperation(code: Uint8Array, random: Random, at: number): Bytes {
  const row = RowOf.get(code[at]!);
  if (row === undefined || row.contextual) return joined(code);
  const same = fixedRows.filter(
    (each) =>
      each.code < 0x100 &&
      each.immediates === row.immediates &&
      String(each.params) === String(row.params) &&
      String(each.results) === String(row.results),
  );
  return same.length === 0 ? joined(code) : spliced(code, at, at + 1, [random.pick(same).code]);
}

function changedCode(place: Place, body: FunctionBody): Uint8Array {
  const { random } = place;
  const starts = startsIn(body);
  const index = random.between(0, starts.length - 1);
  const at = starts[index]!;
  const writer = new ByteWriter();
  switch (random.between(0, 9)) {
    case 0:
      return spliced(body.code, at, starts[index + 1] ?? at, []);
    case 1:
      return spliced(body.code, at, at, body.code.subarray(at, starts[index + 1] ?? at));
    case 2:
      anything(writer, place);
      return spliced(body.code, at, at, writer.view());
    case 3:
      return changeBytes(body.code, random);
    case 4:
    case 5:
      return changedOperation(body.code, random, at);
    default:
      neutral(writer, place, 0);
      return spliced(body.code, at, at, writer.view());
  }
}

/** What the rewriter does more about than its code says: functions by whose name it knows them. */
const KnownFunctions = [
  "malloc",
  "calloc",
  "realloc",
  "free",
  "posix_memalign",
  "__libc_malloc",
  "strlen",
  "strcpy",
  "strncat",
  "memcpy",
  "memmove",
  "memset",
  "memcmp",
  "main",
  "_start",
  "abort",
  "_Znwm",
  "_ZdlPv",
  "longjmp",
  "__wasm_longjmp",
  "__cxa_throw",
  "__rust_alloc",
  "__rust_dealloc",
  "__rust_realloc",
  "rust_begin_unwind",
  "asan.module_ctor",
  "__asan_register_globals",
  "__asan_poison_stack_memory",
  "__asan_unpoison_stack_memory",
  "__asan_set_shadow_f1",
  "__asan_set_shadow_00",
  "__asan_set_shadow_f8",
  "__asan_alloca_poison",
  "__asan_allocas_unpoison",
  "__asan_handle_no_return",
  "__redzone_may_handle",
];

function writeNames(writer: ByteWriter, id: number, names: ReadonlyMap<number, string>): void {
  const list = new ByteWriter();
  list.uleb32(names.size);
  for (const [at, name] of names) {
    list.uleb32(at);
    list.name(name);
  }
  writer.u8(id);
  writer.sized(list.view());
}

/** Functions, globals and data are called what they need not be. */
function changeNames(module: WasmModule, random: Random): WasmModule {
  const writer = new ByteWriter();
  const functions = new Map<number, string>();
  const last = indexSpaces(module).functions.length;
  for (let left = random.between(1, 6); left > 0; left--) {
    functions.set(random.between(0, last), random.pick(KnownFunctions));
  }
  writeNames(writer, 1, functions);
  const globals = new Map([[random.between(0, module.globals.length), "__stack_pointer"]]);
  writeNames(writer, 7, globals);
  if (random.oneIn(2)) {
    writeNames(writer, 9, new Map([[random.between(0, module.data.length), ".rodata"]]));
  }
  const others = module.customs.filter(({ name }) => name !== "name");
  return { ...module, customs: [...others, { name: "name", bytes: writer.toBytes(), after: 11 }] };
}

const SomeTypes = Object.values(ValueType);

function changedLocals(locals: FunctionBody["locals"], random: Random): FunctionBody["locals"] {
  const count = random.oneIn(16) ? random.pick([1000, 49_990, 50_000]) : random.between(0, 3);
  return [...locals, { count, type: random.pick(SomeTypes) }];
}

/** A function of the module is changed. What cannot be decoded is damaged like any bytes. */
export function changeCode(input: Uint8Array, random: Random): Bytes {
  try {
    const module = decodeModule(input, "input");
    if (module.bodies.length === 0) return changeBytes(input, random);
    const at = random.between(0, module.bodies.length - 1);
    const type = module.types[module.functions[at]!]!;
    let body = module.bodies[at]!;
    for (let left = random.between(1, 3); left > 0; left--) {
      const locals = [
        ...type.params,
        // A few of many are enough to choose from.
        ...body.locals.flatMap(({ count, type }) =>
          new Array<Type>(Math.min(count, 20)).fill(type),
        ),
      ];
      const known = body.locals.some(({ count }) => count > 20) ? type.params : locals;
      const place = { module, random, locals: known, result: type.results };
      body = random.oneIn(8)
        ? { ...body, locals: changedLocals(body.locals, random) }
        : { ...body, code: changedCode(place, body) };
    }
    const changed = { ...module, bodies: module.bodies.with(at, body) };
    return joined(encodeModule(random.oneIn(6) ? changeNames(changed, random) : changed));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return changeBytes(input, random);
  }
}
