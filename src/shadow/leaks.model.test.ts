/** Random heaps, and the slow, obvious way to judge them, with which the leak scan must agree in everything that it tells. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Addr, StackId } from "../bytes/brand.ts";
import type { Row } from "../heap/blocks.ts";
import { noShadow, spaceUpTo } from "../heap/heap.fixture.ts";
import { Heap } from "../heap/heap.ts";
import { findLeaks, type LeakKind, type LeakRecord } from "./leaks.ts";

const MemoryBytes = 2 ** 22;
/** Below the heap's first address. */
const RootStart = 0x101;
const RootEnd = 0x1fe;
/** Blocks with one of these stacks are held by pointers to their middle. */
const MiddleStacks: ReadonlySet<number> = new Set([2, 5]);

const S = (id: number) => id as StackId;

interface NewBlock {
  readonly size: number;
  readonly alignment: number;
  readonly stack: number;
  /** Whether it is freed before the scan, so that its slot may hold a later one. */
  readonly freed: boolean;
}

/** A word that may be a pointer. `from` and `to` name blocks by number, freed ones included. */
interface Word {
  /** Behind the last block: it is in a root, or a value outside memory. */
  readonly from: number;
  /** Where in the block or the root, as a part of its words. */
  readonly place: number;
  /** Behind the last block: it points to none. */
  readonly to: number;
  /** From the block's first byte. */
  readonly offset: number;
  readonly defined: boolean;
}

interface Scene {
  readonly quarantineBytes: number;
  readonly blocks: readonly NewBlock[];
  readonly words: readonly Word[];
  /** How many of the words that are in no block are values outside memory. */
  readonly values: number;
}

const blocks = fc.array(
  fc.record({
    // Of many sizes only some may be the same, or no slot would be used twice.
    size: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(0, 1, 3, 4, 7, 8, 20, 24, 40) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 600 }) },
      { weight: 1, arbitrary: fc.constantFrom(5000, 0xf000, 0x10000, 200_000) },
    ),
    alignment: fc.oneof(
      { weight: 6, arbitrary: fc.constant(16) },
      { weight: 1, arbitrary: fc.constantFrom(32, 256, 4096) },
    ),
    stack: fc.integer({ min: 1, max: 6 }),
    freed: fc.oneof(
      { weight: 4, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  { minLength: 1, maxLength: 40 },
);

const scenes: fc.Arbitrary<Scene> = blocks.chain((made) => {
  const last = made.length - 1;
  const word = fc.record({
    from: fc.oneof(
      { weight: 12, arbitrary: fc.nat(last) },
      { weight: 1, arbitrary: fc.constant(last + 1) },
    ),
    place: fc.oneof(fc.constantFrom(0, 0.999), fc.double({ min: 0, max: 0.999, noNaN: true })),
    to: fc.oneof(
      { weight: 30, arbitrary: fc.nat(last) },
      { weight: 1, arbitrary: fc.constant(last + 1) },
    ),
    // Before it, its start, inside, its end and behind it.
    offset: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 3, arbitrary: fc.constantFrom(1, 4, 8, 16) },
      { weight: 1, arbitrary: fc.integer({ min: -40, max: 700 }) },
    ),
    defined: fc.oneof(
      { weight: 9, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
  });
  return fc.record({
    quarantineBytes: fc.constantFrom(0, 100, 100_000),
    blocks: fc.constant(made),
    words: fc.array(word, { maxLength: 80 }),
    values: fc.nat(3),
  });
});

/** All blocks in a chain or a ring, held at one of them or lost, and one that points to all of them: more than is made by chance. */
const shapes: fc.Arbitrary<Scene> = fc
  .record({
    count: fc.integer({ min: 1, max: 300 }),
    // Has no divisor in common with a count: so it comes to every block.
    step: fc.constantFrom(1, 307, 1009, 10007),
    chain: fc.constantFrom("none", "open", "closed"),
    fan: fc.boolean(),
    held: fc.option(fc.record({ block: fc.nat(), offset: fc.constantFrom(0, 4) })),
  })
  .map(({ count, step, chain, fan, held }) => {
    const defined = true;
    const nth = (n: number) => ((n % count) * step) % count;
    const links = { none: 0, open: count - 1, closed: count }[chain];
    const words: Word[] = Array.from({ length: links }, (_, n) => ({
      from: nth(n),
      place: 0,
      to: nth(n + 1),
      offset: 0,
      defined,
    }));
    // Behind the word of the chain.
    for (let n = 0; fan && n < count; n++) {
      words.push({ from: 0, place: (n + 1.5) / (count + 2), to: n, offset: n & 4, defined });
    }
    if (held !== null) {
      const { block, offset } = held;
      words.push({ from: count, place: 0.5, to: block % count, offset, defined });
    }
    const block = { size: 12, alignment: 16, stack: 1, freed: false };
    const first = { ...block, size: 4 * (count + 2) };
    const blocks = Array.from({ length: count }, (_, n) => (n === 0 && fan ? first : block));
    return { quarantineBytes: 0, blocks, words, values: 0 };
  });

/** Memory as a scene says. */
function build({ quarantineBytes, blocks: wanted, words, values: valueCount }: Scene) {
  const memory = new Uint8Array(MemoryBytes);
  const view = new DataView(memory.buffer);
  const heap = new Heap(memory, noShadow, spaceUpTo(MemoryBytes, 3), { quarantineBytes });
  const made: { address: Addr; size: number }[] = [];
  for (const { size, alignment, stack, freed } of wanted) {
    const address = heap.allocate(size, alignment, S(stack));
    if (address === 0) throw new Error("the scene does not fit");
    made.push({ address, size });
    if (freed && heap.free(address, S(9)) !== undefined) throw new Error("not freed");
  }
  const undefinedAt = new Set<number>();
  const values: number[] = [];
  for (const { from, place, to, offset, defined } of words) {
    const pointer = ((made[to]?.address ?? MemoryBytes) + offset) | 0;
    const source = made[from];
    if (source === undefined && values.length < valueCount) {
      values.push(pointer);
      continue;
    }
    const start = source?.address ?? RootStart & ~3;
    const bytes = source?.size ?? RootEnd - start;
    // Also where a word is only partly in the block.
    const at = start + 4 * Math.floor(place * Math.ceil(bytes / 4));
    view.setUint32(at, pointer, true);
    if (defined) undefinedAt.delete(at);
    else undefinedAt.add(at);
  }
  const isValid = (address: number) => !undefinedAt.has(address);
  return { memory, heap, view, values, isValid };
}

interface Judgement {
  readonly kinds: ReadonlyMap<Row, LeakKind>;
  readonly lost: readonly Row[];
  readonly records: readonly LeakRecord[];
}

/** All that `step` leads to from `from`, `from` included. */
function closure(from: Iterable<Row>, step: (row: Row) => Iterable<Row>): Set<Row> {
  const reached = new Set(from);
  for (const row of reached) for (const next of step(row)) reached.add(next);
  return reached;
}

/** The leaks by their definitions (leaks.ts), from sets of blocks. */
function judge({ heap, view, values, isValid }: ReturnType<typeof build>): Judgement {
  const rows = heap.liveRows();
  /** The block that a word points to, and whether it holds it. */
  const target = (word: number) => {
    const pointer = word >>> 0;
    const row = rows.find((each) => {
      const offset = pointer - heap.addressOf(each);
      return offset === 0 || (offset > 0 && offset < heap.sizeOf(each));
    });
    if (row === undefined) return [];
    const holds = pointer === heap.addressOf(row) || MiddleStacks.has(heap.stackOf(row));
    return [{ row, holds }];
  };
  const targetsIn = (start: number, end: number) => {
    const found: { row: Row; holds: boolean }[] = [];
    for (let at = Math.ceil(start / 4) * 4; at + 4 <= end; at += 4) {
      if (isValid(at)) found.push(...target(view.getUint32(at, true)));
    }
    return found;
  };
  const targets = new Map(
    rows.map((row) => {
      const start = heap.addressOf(row);
      return [row, targetsIn(start, start + heap.sizeOf(row))];
    }),
  );
  const all = (row: Row) => targets.get(row)!.map((each) => each.row);
  const held = (row: Row) => targets.get(row)!.flatMap((each) => (each.holds ? each.row : []));

  const roots = [...targetsIn(RootStart, RootEnd), ...values.flatMap(target)];
  const reachable = closure(
    roots.flatMap(({ row, holds }) => (holds ? row : [])),
    held,
  );
  const possible = closure([...reachable, ...roots.map(({ row }) => row)], all);
  const lost = rows.filter((row) => !possible.has(row));
  lost.sort((a, b) => heap.idOf(a) - heap.idOf(b));
  /** By owner: what it owns, and what owners among that own. */
  const owned = new Map<Row, Set<Row>>();
  const isOwned = (row: Row) => [...owned.values()].some((each) => each.has(row));
  for (const owner of lost) {
    if (isOwned(owner)) continue;
    const taken = new Set([...owned.values()].flatMap((each) => [...each]));
    const free = (row: Row) =>
      all(row).filter((to) => to !== owner && !possible.has(to) && !taken.has(to));
    const its = closure([owner], free);
    its.delete(owner);
    for (const row of [...its]) {
      for (const more of owned.get(row) ?? []) its.add(more);
      owned.delete(row);
    }
    owned.set(owner, its);
  }

  const kind = (row: Row): LeakKind => {
    if (reachable.has(row)) return "reachable";
    if (possible.has(row)) return "possible";
    return owned.has(row) ? "definite" : "indirect";
  };
  const records = new Map<string, LeakRecord>();
  for (const row of rows) {
    const stack = heap.stackOf(row);
    const key = `${kind(row)} ${stack}`;
    const none = { blocks: 0, bytes: 0, indirectBlocks: 0, indirectBytes: 0 };
    const record = records.get(key) ?? { kind: kind(row), stack, ...none };
    records.set(key, record);
    record.blocks++;
    record.bytes += heap.sizeOf(row);
    for (const each of owned.get(row) ?? []) {
      record.indirectBlocks++;
      record.indirectBytes += heap.sizeOf(each);
    }
  }
  return {
    kinds: new Map(rows.map((row) => [row, kind(row)])),
    lost,
    records: [...records.values()],
  };
}

function expectAgreement(scene: Scene): void {
  const built = build(scene);
  const { memory, heap, values, isValid } = built;
  const roots = { ranges: [{ start: RootStart, end: RootEnd }], values };
  const isHeldByMiddle = (row: Row) => MiddleStacks.has(heap.stackOf(row));
  const leaks = findLeaks(memory, heap, roots, { isValid, isHeldByMiddle });
  const expected = judge(built);
  expect(new Map(heap.liveRows().map((row) => [row, leaks.kindOf(row)]))).toEqual(expected.kinds);
  expect([...leaks.lost]).toEqual(expected.lost);
  // In this order: a report lists those that are alike in it.
  expect(leaks.records).toEqual(expected.records);
}

test("heaps made by chance", () => {
  fc.assert(fc.property(scenes, expectAgreement), { numRuns: 600 });
});

test("chains, rings and fans", () => {
  fc.assert(fc.property(shapes, expectAgreement), { numRuns: 60 });
});
