/**
 * Where things lie in the one linear memory of a rewritten module, fixed when it is rewritten:
 *
 *     0                 the program's own memory, `programLimit` bytes at most
 *     definedness       the V shadow, when there is one: the byte of address x at `definedness + x`
 *     origins           where undefined values come from, in a replay that tracks them: one u32 for four bytes
 *     addressability    the A shadow: 512 MiB, one byte for eight of the whole 4 GiB
 *     importCsp         one u32: csp of the call of an import that is being carried out
 *     indirectIndex     one u32: the table index of the indirect call that was made last
 *     stackHash         two u32: the hash of the call stack of the allocation that is being made
 *     steps             in a module that logs its steps: where the next entry goes and where to stop, a u32 each; then
 *                       the log, two u32 for each step
 *     savedLocals       in the same: one u32 for each live call, `SavedLocals` times
 *                       four u32 that stay 0, so that the first entry of the call stack has one below it
 *     callStack         the shadow call stack: one u32 (a call's CodeOffset) for each live call
 *     total             the end
 *
 * All of it is there from the start: V8 reserves 4 GiB of memory in 3 ms and the system hands out
 * pages only when they are touched. So the buffer never changes and views of it stay valid.
 *
 * Up to `steps` all is where it is without them, so that functions without steps are the same in both.
 */
export const PageBytes = 0x10000;
/** Addresses that a null pointer and its first members have; nothing of a program lies there. */
export const NullPageBytes = 1024;
const ShadowBytes = 2 ** 29;
/**
 * A call too many writes its entry behind the end of memory, which the engine refuses: so this is what
 * limits the depth of calls, in every instrumentation the same, and the engine's stack does not
 * (docs/architecture.md). A native program has fewer: each call takes at least 16 of its 8 MiB.
 */
const CallStackBytes = 2 ** 21;
/** What is before the call stack's first entry: without steps, the words of which there is one each are a part of it. */
const HeaderBytes = 32;
/** The words from `importCsp` on, of which there is one each. */
export const WordsBytes = 16;
/** Live calls at most. */
export const MostCalls = (CallStackBytes - HeaderBytes) / 4;
/** With spilled locals an entry is larger, and has a count of its own that is held against `MostCalls`. */
const SpilledCallStackBytes = 2 ** 29;
const AddressSpace = 2 ** 32;
/** What the shadows of fixed size leave of the 4 GiB. */
const ProgramAndShadows = 3520 * 2 ** 20;
/** The V shadow beside the program has to fit too. The rest is for the call stack, and what lies between. */
export const LargestProgramLimit = ProgramAndShadows / 2;

/**
 * By so much the V shadow is off a distance that is a multiple of 4 KiB: at such a one the processor takes a
 * load of V bits for one of the bytes just stored (they agree in the low twelve bits) and waits for them.
 * Measured: storing bytes one after the other into fresh memory took half as long again.
 */
const Skew = 0x8c0;

/** The shadows that are as large as the program's memory. */
export interface ShadowChoice {
  /** V bits: whether values are defined. */
  readonly definedness: boolean;
  /** Where undefined values come from; only with `definedness`. */
  readonly origins: boolean;
}
export const AddressesOnly: ShadowChoice = { definedness: false, origins: false };

/** What a module that logs its steps keeps besides. */
export interface StepLayout {
  /** The address of the log's next entry; behind it, the address at which the log's reader wants to be asked. */
  readonly position: number;
  /** The first entry. */
  readonly log: number;
  /** The address of entry n's first local is `saved + 4 n`, that of the next one `SavedLocalBytes` more. */
  readonly saved: number;
}
/** Entries that the log has room for: its reader empties it as often. */
export const StepLogEntries = 1 << 16;
export const StepEntryBytes = 8;
/** Words of locals that each call can save, for whoever reads its variables. */
export const SavedLocals = 12;
/** From one saved local of a call to the next one. */
export const SavedLocalBytes = CallStackBytes;
const StepHeaderBytes = 16;

export interface Layout {
  /** The program's memory can grow up to here: bytes, a multiple of 64 KiB. */
  readonly programLimit: number;
  /** The V bits of the byte at x are at `definedness + x`; 0 when there is no V shadow. */
  readonly definedness: number;
  /** The origin of the four bytes from x, a multiple of 4, is the u32 at `origins + x`; 0: none. */
  readonly origins: number;
  /** The shadow byte of address x is at `addressability + (x >>> 3)`. */
  readonly addressability: number;
  readonly importCsp: number;
  readonly indirectIndex: number;
  readonly stackHash: number;
  readonly callStack: number;
  /** Only in a module that logs its steps. */
  readonly steps?: StepLayout;
  /** Pages of 64 KiB, all in all. */
  readonly totalPages: number;
}

/** The largest program limit with these shadows. */
export function largestProgramLimit({ definedness, origins }: ShadowChoice): number {
  const parts = 1 + (definedness ? 1 : 0) + (origins ? 1 : 0);
  const bytes = Math.min(LargestProgramLimit, ProgramAndShadows / parts);
  return Math.floor(bytes / PageBytes) * PageBytes;
}

/**
 * @param spillLocals as in InstrumentOptions
 * @param steps whether the module logs its steps
 * @throws RangeError when `programLimit` is not in 1 … `largestProgramLimit(shadows)`.
 */
export function layoutFor(
  programLimit: number,
  shadows: ShadowChoice = AddressesOnly,
  spillLocals = false,
  steps = false,
): Layout {
  const largest = largestProgramLimit(shadows);
  if (!(programLimit > 0 && programLimit <= largest)) {
    throw new RangeError(`program limit ${programLimit} is not in 1 … ${largest}`);
  }
  const limit = Math.ceil(programLimit / PageBytes) * PageBytes;
  const definedness = shadows.definedness ? limit + Skew : 0;
  const origins = shadows.origins ? 2 * limit + PageBytes : 0;
  const addressability =
    limit +
    (shadows.definedness ? limit + PageBytes : 0) +
    (shadows.origins ? limit + PageBytes : 0);
  const importCsp = addressability + ShadowBytes;
  const position = importCsp + WordsBytes;
  const log = position + StepHeaderBytes;
  const saved = log + StepLogEntries * StepEntryBytes;
  // With spilled locals an entry has them, and a call stack has no fixed size.
  const savedBytes = spillLocals ? 0 : SavedLocals * SavedLocalBytes;
  const stepsEnd = Math.ceil((saved + savedBytes) / PageBytes) * PageBytes;
  const callsStart = steps ? stepsEnd : importCsp;
  const callBytes = spillLocals ? SpilledCallStackBytes : CallStackBytes;
  return {
    programLimit: limit,
    definedness,
    origins,
    addressability,
    importCsp,
    indirectIndex: importCsp + 4,
    stackHash: importCsp + 8,
    callStack: callsStart + HeaderBytes,
    ...(steps && { steps: { position, log, saved } }),
    totalPages: Math.min(callsStart + callBytes, AddressSpace) / PageBytes,
  };
}
