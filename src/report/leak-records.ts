/**
 * Loss records: which leaked blocks are told of together, and in which order.
 *
 * Memcheck takes blocks together when they were allocated by the same twelve innermost calls
 * (--leak-resolution=high with --num-callers=12). Stacks here are longer, so that `main` is in them;
 * taking all of them apart would give a recursive builder of a tree one record for each depth.
 */
import type { LeakFacts, LeakKind, RawFrame, RawStack } from "../runtime/facts.ts";

const SameFrames = 12;

/** By all that is lost with them, then by kind, then by blocks: Memcheck's order. */
export function lossRecords(leaks: readonly LeakFacts[]): readonly LeakFacts[] {
  return merged(leaks).toSorted(
    (a, b) =>
      a.bytes + a.indirectBytes - (b.bytes + b.indirectBytes) ||
      RANK[a.kind] - RANK[b.kind] ||
      a.blocks - b.blocks,
  );
}

const RANK = {
  definite: 0,
  indirect: 1,
  possible: 2,
  reachable: 3,
} satisfies Record<LeakKind, number>;

function merged(leaks: readonly LeakFacts[]): readonly LeakFacts[] {
  const records = new Map<string, LeakFacts>();
  for (const leak of leaks) {
    const key = [leak.kind, ...leak.stack.slice(0, SameFrames).map(frameKey)].join(" ");
    const first = records.get(key);
    records.set(key, first ? joined(first, leak) : leak);
  }
  return [...records.values()];
}

/** The stack of joined leaks is what they have in common. */
function joined(a: LeakFacts, b: LeakFacts): LeakFacts {
  return {
    kind: a.kind,
    blocks: a.blocks + b.blocks,
    bytes: a.bytes + b.bytes,
    indirectBlocks: a.indirectBlocks + b.indirectBlocks,
    indirectBytes: a.indirectBytes + b.indirectBytes,
    stack: commonPart(a.stack, b.stack),
    ...((a.cycle ?? b.cycle) && { cycle: a.cycle ?? b.cycle }),
    ...(a.forgotten && b.forgotten && { forgotten: true }),
    ...(a.lostAt !== undefined && a.lostAt === b.lostAt && { lostAt: a.lostAt }),
  };
}

function commonPart(a: RawStack, b: RawStack): RawStack {
  const different = a.findIndex((frame, i) => frameKey(frame) !== frameKey(b[i]));
  return different < 0 ? a : a.slice(0, different);
}

function frameKey(frame: RawFrame | undefined): string {
  if (frame === undefined) return "";
  return "site" in frame ? String(frame.site) : frame.intrinsic;
}
