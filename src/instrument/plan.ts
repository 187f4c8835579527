/**
 * What is decided about a module before the first instruction is rewritten: where every index goes,
 * which functions Redzone carries out itself, where the stack and the globals lie.
 *
 * Functions of the rewritten module, in this order:
 *
 *     the original imports        as they were, with their own types
 *     the hooks                   abi.ts, in the order of the table
 *     the module's own functions  each with one more parameter, csp
 *     one wrapper for each import the same, so that all calls and tables look alike
 *     the helpers                 helpers.ts
 *     one entry for each function that the host may call: the original type, csp = empty or, in an embedded module,
 *                                 that of the import that is being carried out
 *
 * Types: the original ones (blocks and imports still mean these), then each of them with csp, then
 * those of hooks and helpers.
 */
import type { CodeOffset, TypeIndex } from "../bytes/brand.ts";
import { UnsupportedError } from "../bytes/malformed.ts";
import { type Layout, layoutFor, PageBytes } from "../shadow/layout.ts";
import { foldConstants } from "../wasm/folding.ts";
import { declaredFunctions, indexSpaces } from "../wasm/index-spaces.ts";
import {
  type ExternalKind,
  type FunctionType,
  type Limits,
  ValueType,
  type WasmModule,
} from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import {
  HashedFrames,
  HashedGenericFrames,
  HashedUnoptimisedFrames,
  HOOK_NAMES,
  HOOKS,
  type HookName,
  type OverlapChecked,
} from "./abi.ts";
import { findGuardedGlobals, type GuardedGlobal } from "./guarded-globals.ts";
import { HELPERS, type HelperName, helperType } from "./helper-table.ts";
import { findIntrinsics, type HeapView } from "./intrinsics.ts";
import { withLibraryCopies } from "./library-copies.ts";
import { type MemoryMap, memoryMap } from "./memory-map.ts";
import { findRedzoneCalls, type RedzoneCall } from "./redzone-calls.ts";
import { rustAllocatorPart } from "./rust-symbols.ts";
import { constantsOf, exportedAddress, type Span, startOf } from "./static-data.ts";
import type { StepOptions } from "./step-options.ts";

const { i32, i64, v128 } = ValueType;

export interface InstrumentOptions {
  /** Bytes that the program's memory may grow to (--max-memory). */
  readonly programLimit: number;
  /**
   * Write every i32 local and operand beside its call on the shadow call stack, so that a leak scan
   * with live frames finds the pointers that Memcheck would find in registers. Slow: for replays.
   */
  readonly spillLocals?: boolean;
  /** Follow which values are undefined (--check=all). */
  readonly definedness?: boolean;
  /** And where they come from. Slow: for replays. Only with `definedness`. */
  readonly origins?: boolean;
  /** Refuse writes to string literals and other constants. For replays: it makes every store slower. */
  readonly watchConstants?: boolean;
  /**
   * Whether the program's author wrote a function (given where its body begins), so that it is checked
   * and never replaced, whatever its name. Without it, names decide.
   */
  readonly isUsers?: (body: CodeOffset) => boolean;
  /** Log each step, for replays that stop at one. */
  readonly steps?: StepOptions;
  /**
   * The module is no program of its own but part of one: the host calls its functions, also while it carries an import
   * out, and may share memory, tables, globals and exceptions with it.
   */
  readonly embedded?: boolean;
  /** It is known to run for a moment only: to optimise any of it before it is known to be hot takes longer than that. */
  readonly brief?: boolean;
}

export interface Plan extends MemoryMap {
  readonly module: WasmModule;
  readonly layout: Layout;
  readonly spillLocals: boolean;
  /** V bits are followed. */
  readonly definedness: boolean;
  /** And where they come from. */
  readonly origins: boolean;
  readonly helpers: readonly HelperName[];
  readonly imported: number;
  /** Where the C library keeps errno, when the module tells. */
  readonly errno: number | undefined;
  /** How many frames of an allocation's call stack count. */
  readonly hashedFrames: number;
  /** Own functions that a hook carries out, by their original index. */
  readonly intrinsics: ReadonlyMap<number, HookName>;
  /** Whether the heap's blocks are known: then what the memory has behind stack and data belongs to it. */
  readonly heap: HeapView;
  /** Globals with redzones behind them, by address. */
  readonly guarded: readonly GuardedGlobal[];
  /** Where string literals and other constants lie, when writes to them are watched. */
  readonly constants: Span | undefined;
  /** Functions by which the compiler says where its redzones are, by their original index. */
  readonly redzoneCalls: ReadonlyMap<number, RedzoneCall>;
  /** Own functions that got one instruction as their body, by their original index. */
  readonly libraryCopies: ReadonlySet<number>;
  /** Own functions whose ranges must not overlap, by their original index. */
  readonly overlapChecked: ReadonlyMap<number, OverlapChecked>;
  readonly types: readonly FunctionType[];
  /** What is logged, when steps are. */
  readonly steps: StepOptions | undefined;

  /** The module's own exceptions: what is thrown with them travels with its V bits, unless `shared` forbids it. */
  readonly tags: readonly TypeIndex[];
  /** As in InstrumentOptions. */
  readonly embedded: boolean;
  /** What others than the rewritten module may hold, so that it has to keep its original type. */
  readonly shared: Shared;

  /** The type of a function by its original index. */
  typeOf(func: number): FunctionType;
  typeIndexOf(func: number): TypeIndex;
  /**
   * The type that a function of this type has when it is rewritten: behind the parameters the V bits of
   * each, then the origin of each, then csp; behind the results the same without csp.
   */
  rewrittenType(type: number): number;
  /** The type of a block without parameters that has these results, of a function's and two at least. */
  blockWith(results: readonly ValueType[]): number | undefined;
  /** The local that holds csp in a function with so many original parameters. */
  cspOf(params: number): number;
  /** Notes an instruction that the definedness check does not know. */
  unknownToDefinedness(name: string): void;
  /** The names of those, once each. */
  readonly unknownInstructions: ReadonlySet<string>;
  /** The global that holds the V bits of a mutable one; its origin is in the next. */
  shadowGlobal(global: number): number | undefined;
  /** Where an original function, called with csp, is now. */
  own(func: number): number;
  /** The functions that the host may call, by their original index; each has an entry. */
  readonly entered: readonly number[];
  /** The entry of one of these. */
  entry(func: number): number;
  /** What a reference to an original function is now. */
  reference(func: number): number;
  hook(name: HookName): number;
  helper(name: HelperName): number;
  hookType(name: HookName): number;
  helperTypeIndex(name: HelperName): number;
}

/** What leaves an embedded module, or comes into it, without being called. */
export interface Shared {
  /** References to functions: then they refer to entries, and an indirect call is one of the original type. */
  readonly references: boolean;
  /** Exceptions. */
  readonly tags: boolean;
}

/**
 * @throws UnsupportedError when the module cannot be checked: its memory is larger from the start than
 * `programLimit`, or it has data elsewhere.
 */
export function makePlan(original: WasmModule, options: InstrumentOptions): Plan {
  const importTypes = original.imports.flatMap((each) =>
    each.what.kind === "function" ? [each.what.type] : [],
  );
  const imported = importTypes.length;
  const { module, copies, overlapChecked } = withLibraryCopies(
    foldConstants(original),
    imported,
    options.isUsers,
  );
  const { embedded = false } = options;
  const memory = memoryOf(module);
  refuseSharing(module, memory, embedded);
  if (memory.min * PageBytes > options.programLimit) {
    throw new UnsupportedError(
      `needs ${memory.min * PageBytes} bytes of memory to start, its stack included; the limit is ${options.programLimit}`,
    );
  }

  // A module may ask for less than it is allowed. Of an imported memory the host says how large it can become.
  const isImported = module.memories.length === 0;
  const ownLimit = (isImported ? undefined : memory.max) ?? Number.POSITIVE_INFINITY;
  const definedness = options.definedness ?? false;
  const origins = definedness && (options.origins ?? false);
  const limit = Math.max(PageBytes, Math.min(options.programLimit, ownLimit * PageBytes));
  const { spillLocals = false, steps } = options;
  const layout = layoutFor(limit, { definedness, origins }, spillLocals, steps !== undefined);
  const wanted = { addresses: true, definedness, origins };
  const helpers = (Object.keys(HELPERS) as HelperName[]).filter(
    (name) => wanted[HELPERS[name].for],
  );
  // Of an embedded module the engine's answer is the host's matter.
  if (!embedded) refuseStrayData(module, memory.min * PageBytes);

  const ownCount = module.functions.length;
  const typeCount = module.types.length;

  const firstHook = imported;
  const firstOwn = firstHook + HOOK_NAMES.length;
  const firstWrapper = firstOwn + ownCount;
  const firstHelper = firstWrapper + imported;
  const types: FunctionType[] = [
    ...module.types,
    ...module.types.map(({ params, results }) => ({
      params: [...withShadows(params, definedness, origins), i32],
      results: withShadows(results, definedness, origins),
    })),
    ...HOOK_NAMES.map((name) => ({
      params: HOOKS[name].params.map(() => i32),
      results: HOOKS[name].results === 1 ? [i32] : [],
    })),
    ...helpers.map((name) => helperType(name, origins)),
  ];
  // Of the blocks around functions' bodies: with one result or none they need no type of their own.
  const blocks = new Map<string, number>();
  for (const { results } of module.types) {
    if (results.length < 2 || blocks.has(results.join())) continue;
    blocks.set(results.join(), types.push({ params: [], results }) - 1);
  }
  const shared = embedded ? sharedBy(module) : NothingShared;
  const tags = (module.tags ?? []).map((type) => {
    if (shared.tags) return type;
    const params = withShadows(module.types[type]?.params ?? [], definedness, origins);
    return (types.push({ params, results: [] }) - 1) as TypeIndex;
  });

  const typeIndexOf = (func: number): TypeIndex => {
    const type = func < imported ? importTypes[func] : module.functions[func - imported];
    if (type === undefined) throw new UnsupportedError(`has no function ${func}, which it calls`);
    return type;
  };
  const map = memoryMap(module, memory.min * PageBytes, embedded);
  const { stack, globals } = map;
  const hooks = Object.fromEntries(
    HOOK_NAMES.map((name, at) => [name, firstHook + at]),
  ) as Readonly<Record<HookName, number>>;
  const helperIndices = new Map(helpers.map((name, at) => [name, firstHelper + at]));
  const unknownInstructions = new Set<string>();
  const shadowGlobals = definedness
    ? shadowGlobalsOf(module, stack?.global, origins)
    : new Map<number, number>();
  const { functions: intrinsics, heap } = findIntrinsics(module, imported, options.isUsers);
  const errno = exportedAddress(module, "errno");
  const entered = [...new Set(calledByHost(module, imported, shared))];
  const entries = new Map(entered.map((func, at) => [func, firstHelper + helpers.length + at]));
  const own = (func: number) =>
    func < imported ? firstWrapper + func : firstOwn + func - imported;
  const entry = (func: number) => {
    const index = entries.get(func);
    if (index === undefined) throw new RangeError(`function ${func} has no entry`);
    return index;
  };

  return {
    module,
    layout,
    spillLocals,
    steps,
    definedness,
    origins,
    helpers,
    imported,
    ...map,
    errno:
      errno !== undefined && errno >= globals.from && errno + 4 <= globals.to ? errno : undefined,
    hashedFrames: framesThatCount(module),
    intrinsics,
    heap,
    guarded: findGuardedGlobals(module, imported),
    constants: options.watchConstants ? constantsOf(module) : undefined,
    redzoneCalls: findRedzoneCalls(module, imported, options.isUsers),
    libraryCopies: copies,
    overlapChecked,
    types,
    tags,
    embedded,
    shared,
    typeOf: (func) => {
      const type = module.types[typeIndexOf(func)];
      if (type === undefined) throw new UnsupportedError(`has a function without a type, ${func}`);
      return type;
    },
    typeIndexOf,
    rewrittenType: (type) => type + typeCount,
    blockWith: (results) => blocks.get(results.join()),
    cspOf: (params) => params * (1 + (definedness ? 1 : 0) + (origins ? 1 : 0)),
    unknownToDefinedness: (name) => unknownInstructions.add(name),
    unknownInstructions,
    shadowGlobal: (global) => shadowGlobals.get(global),
    own,
    entered,
    entry,
    // An import has its original type anyway.
    reference: (func) => (!shared.references ? own(func) : func < imported ? func : entry(func)),
    hook: (name) => hooks[name],
    helper: (name) => {
      const helper = helperIndices.get(name);
      if (helper === undefined) throw new RangeError(`this module has no helper ${name}`);
      return helper;
    },
    hookType: (name) => 2 * typeCount + HOOK_NAMES.indexOf(name),
    helperTypeIndex: (name) => 2 * typeCount + HOOK_NAMES.length + helpers.indexOf(name),
  };
}

const NothingShared: Shared = { references: false, tags: false };

/** What the host can get at of a module, by its imports and exports. */
function sharedBy(module: WasmModule): Shared {
  const spaces = indexSpaces(module);
  const outside = [
    ...module.imports.map(({ what }) => what),
    ...module.exports.map(({ kind, index }) => ({ kind, index })),
  ];
  const isShared = (kind: ExternalKind) => outside.some((each) => each.kind === kind);
  const holdsFunctions = ({ params, results }: FunctionType) =>
    [...params, ...results].includes(ValueType.funcref);
  const exported = (kind: ExternalKind) =>
    module.exports.filter((each) => each.kind === kind).map(({ index }) => index);
  const imported = spaces.importedFunctions;
  return {
    references:
      isShared("table") ||
      exported("function").some((index) => holdsFunctions(spaces.functions[index]!)) ||
      spaces.functions.slice(0, imported).some(holdsFunctions) ||
      (isShared("global") && spaces.globals.some(({ type }) => type === ValueType.funcref)) ||
      (isShared("tag") && spaces.tags.some(holdsFunctions)),
    tags: isShared("tag"),
  };
}

/** Functions by their original index; some may come twice. */
function calledByHost(module: WasmModule, imported: number, { references }: Shared): number[] {
  const called = module.exports.flatMap(({ kind, index }) => (kind === "function" ? [index] : []));
  if (module.start !== undefined) called.push(module.start);
  if (!references) return called;
  return [...called, ...[...declaredFunctions(module)].filter((func) => func >= imported)];
}

/**
 * What runs here runs in one thread, and its memory is none that several can have. A program on its own does not see that.
 * @throws UnsupportedError where somebody else would
 */
function refuseSharing(module: WasmModule, memory: Limits, embedded: boolean): void {
  if (memory.shared !== true) return;
  if (module.memories.length === 0) {
    throw new UnsupportedError("imports a memory that threads share, which is not supported");
  }
  if (embedded && module.exports.some(({ kind }) => kind === "memory")) {
    throw new UnsupportedError("exports a memory that threads share, which is not supported");
  }
}

/** A module without a memory is like one with an empty one. */
export function memoryOf(module: WasmModule): Limits {
  const imports = module.imports.flatMap(({ what }) => (what.kind === "memory" ? what.limits : []));
  return module.memories[0] ?? imports[0] ?? { min: 0, max: 0 };
}

/** The types of what holds V bits. */
export type BitsType = typeof i32 | typeof i64 | typeof v128;

/** The type of what holds the V bits of a value; references are always defined. */
export function shadowType(type: ValueType): BitsType {
  if (type === i32) return i32;
  if (type === i64 || type === ValueType.f64) return i64;
  return type === v128 ? v128 : i32;
}

function withShadows(types: readonly ValueType[], definedness: boolean, origins: boolean) {
  return [
    ...types,
    ...(definedness ? types.map(shadowType) : []),
    ...(origins ? types.map(() => i32) : []),
  ];
}

/**
 * The V bits of mutable globals are in globals behind the module's. The stack pointer is always defined, and what others may
 * write counts as defined.
 */
function shadowGlobalsOf(module: WasmModule, stackPointer: number | undefined, origins: boolean) {
  const imports = module.imports.filter((each) => each.what.kind === "global").length;
  const shadows = new Map<number, number>();
  const exported = new Set(
    module.exports.flatMap(({ kind, index }) => (kind === "global" ? [index] : [])),
  );
  let next = imports + module.globals.length;
  for (const [at, { type }] of module.globals.entries()) {
    const global = imports + at;
    if (!type.mutable || global === stackPointer || isReference(type.type)) continue;
    if (exported.has(global)) continue;
    shadows.set(global, next);
    next += origins ? 2 : 1;
  }
  return shadows;
}

export function isReference(type: ValueType): boolean {
  return type === ValueType.funcref || type === ValueType.externref;
}

/** @throws UnsupportedError: what is written before the program starts has to be the program's. */
function refuseStrayData(module: WasmModule, initialBytes: number): void {
  for (const segment of module.data) {
    if (segment.mode.kind !== "active") continue;
    const start = startOf(segment);
    if (start === undefined) throw new UnsupportedError("has data at an address that is computed");
    if (start + segment.bytes.length > initialBytes) {
      throw new UnsupportedError("has data that lies outside of its memory");
    }
  }
}

/**
 * How many frames of an allocation's stack count: more where there is C++'s operator new or Rust's allocator, and
 * many more where the optimiser has left their libraries' innermost functions alone.
 */
function framesThatCount(module: WasmModule): number {
  let frames: number = HashedFrames;
  for (const name of functionNames(module).values()) {
    if (InnermostGeneric.test(name)) return HashedUnoptimisedFrames;
    const generic = /^_Zn[wa]m/.test(name) || rustAllocatorPart(name) !== undefined;
    if (generic) frames = HashedGenericFrames;
  }
  return frames;
}

/** What an optimiser always puts into its callers: of libc++ and of Rust's alloc. */
const InnermostGeneric = /__libcpp_allocate|exchange_malloc|alloc_impl/;
