/**
 * What V8 can be told about the rewritten code, in two custom sections that other engines pass over.
 *
 * - `metadata.code.branch_hint` (the branch hinting proposal): the branch of each check is not taken. A
 *   call in a loop otherwise costs V8's register allocator more than the check itself: all values
 *   that live across it are spilled where they are made.
 * - `compilationHints` (V8's own): compile a function that has a loop with the optimising compiler when
 *   it is first called. The baseline compiler knows no branch hints, and V8 has no way out of its code
 *   in the middle of a long loop. Not for all functions, which would cost 0.1–0.2 s at the start, and
 *   not for very long ones: printf's core alone takes 50 ms.
 *
 * V8 11.3 reads them behind flags that check/worker-thread.ts sets. Measured on the programs of bench/, -O2:
 * docs/architecture.md.
 */
import { ByteReader } from "../bytes/reader.ts";
import { ByteWriter } from "../bytes/writer.ts";
import type { CustomSection } from "../wasm/module.ts";
import { SectionId } from "../wasm/sections.ts";
import { readVector } from "../wasm/vectors.ts";
import { HintBytes, type WrittenBodies } from "./written-bodies.ts";

/**
 * Functions with loops that are so long, in bytes as the compiler wrote them, are optimised at once. The author's
 * own may be where the program spends its time, perhaps in a single call that no later optimisation would reach. The
 * C library's long ones are printf's core and its like, called now and then.
 */
const LongestAtOnce = { users: 24_000, library: 3_000, unknown: 7_000 };

/** @param users whether the program's author wrote it, when that is known */
export function isWorthOptimising(hasLoop: boolean, bytes: number, users?: boolean): boolean {
  const whose = users === undefined ? "unknown" : users ? "users" : "library";
  return hasLoop && bytes <= LongestAtOnce[whose];
}

/** The sections' names. */
const Tiers = "compilationHints";
const Branches = "metadata.code.branch_hint";

/** Flags of V8 that make it read the sections. */
export const EngineHintFlags = [
  "--experimental-wasm-branch-hinting",
  "--experimental-wasm-compilation-hints",
] as const;

/** Bits 0–1: compile lazily (1). Bits 2–3: first tier, 4–5: best tier: optimised (2) both. */
const LazyOptimised = 1 | (2 << 2) | (2 << 4);
const AsUsual = 0;

/** Bytes that a count takes at most. */
const LongestCount = 5;

/**
 * @param parts all bodies of the module, in order
 * @param brief as in InstrumentOptions
 */
export function engineHints(
  parts: readonly WrittenBodies[],
  { brief = false }: { readonly brief?: boolean },
): CustomSection[] {
  const counts = { bodies: 0, hinted: 0, hintBytes: 0 };
  for (const { count, hinted, hints } of parts) {
    counts.bodies += count;
    counts.hinted += hinted;
    counts.hintBytes += hints.length;
  }
  const branches = new ByteWriter(counts.hintBytes + LongestCount);
  branches.uleb32(counts.hinted);
  for (const { hints } of parts) branches.append(hints);
  if (brief) return [section(Branches, branches.view())];
  const tiers = new ByteWriter(counts.bodies + LongestCount);
  tiers.uleb32(counts.bodies);
  for (const { atOnce } of parts) {
    for (const each of atOnce) tiers.u8(each === 1 ? LazyOptimised : AsUsual);
  }
  return [section(Tiers, tiers.view()), section(Branches, branches.view())];
}

function section(name: string, bytes: Uint8Array): CustomSection {
  // Both have to stand before the code.
  return { name, bytes, after: SectionId.dataCount };
}

/** What `engineHints` says of a module's functions. */
export interface EngineHints {
  /** @param at the function's number among the bodies */
  atOnce(at: number): boolean;
  /** By function index, of those that have any: the offsets of branches that are hardly ever taken, from the body's start. */
  readonly unlikely: ReadonlyMap<number, readonly number[]>;
}

/** @param customs of a rewritten module */
export function readEngineHints(customs: readonly CustomSection[]): EngineHints {
  const tiers = readerOf(customs, Tiers);
  const ofBodies = tiers.take(tiers.uleb32());
  const branches = readerOf(customs, Branches);
  const unlikely = new Map<number, readonly number[]>();
  readVector(branches, () => {
    const func = branches.uleb32();
    const offsets = readVector(branches, () => {
      const offset = branches.uleb32();
      branches.skip(HintBytes);
      return offset;
    });
    unlikely.set(func, offsets);
  });
  return { atOnce: (at) => ofBodies[at] === LazyOptimised, unlikely };
}

function readerOf(customs: readonly CustomSection[], name: string): ByteReader {
  const section = customs.find((each) => each.name === name);
  if (section === undefined) throw new RangeError(`there is no section ${name}`);
  return new ByteReader(section.bytes, name);
}
