/** Random programs against the slow, obvious bookkeeping that the heap must agree with all the time. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { StackId } from "../bytes/brand.ts";
import { spaceUpTo } from "./heap.fixture.ts";
import { Heap, type HeapShadow } from "./heap.ts";

/** What the heap says about each byte. */
const Mark = { None: 0, Unused: 1, Redzone: 2, Live: 3, Freed: 4 };
/** What the model knows about each byte: whose block, or side of a block, it is. */
const Owner = { Nobody: 0, Live: 1, Quarantined: 2 };
/** Bytes on both sides of a block that must belong to it alone. */
const Side = 16;
/** What a block counts in the quarantine beyond its size, and the size that leaves it first. */
const Overhead = 64;
const LargeBytes = 1_000_000;

interface ModelBlock {
  readonly id: number;
  readonly address: number;
  readonly size: number;
  /** What every byte of it is set to. */
  readonly fill: number;
}

const S = (id: number) => id as StackId;

class Model {
  readonly heap: Heap;
  readonly live: ModelBlock[] = [];
  private readonly memory: Uint8Array;
  private readonly marks: Uint8Array;
  /** A Buffer for its `indexOf`, a hundred times as fast as Uint8Array's. */
  private readonly owners: Buffer;
  private readonly space: ReturnType<typeof spaceUpTo>;
  private readonly quarantineBytes: number;
  private quarantine: ModelBlock[] = [];
  private largeQuarantine: ModelBlock[] = [];
  private quarantined = 0;
  /** What the heap held in quarantine when it made the last block; a realloc frees one after that. */
  private heldAtAllocation = 0;
  private lastId = 0;

  constructor(limit: number, quarantineBytes: number, gapEvery: number) {
    this.memory = new Uint8Array(limit);
    const marks = new Uint8Array(limit);
    this.marks = marks;
    this.owners = Buffer.alloc(limit);
    this.quarantineBytes = quarantineBytes;
    const heldAtAllocation = () => {
      this.heldAtAllocation = this.heap.quarantinedBytes;
    };
    const shadow: HeapShadow = {
      unused: (start, end) => void marks.fill(Mark.Unused, start, end),
      live(slot, address, size, slotEnd) {
        marks.fill(Mark.Redzone, slot, slotEnd);
        marks.fill(Mark.Live, address, address + size);
        heldAtAllocation();
      },
      cleared() {},
      copied(to, from, length) {
        for (const at of length > 0 ? [to, to + length - 1, from, from + length - 1] : []) {
          if (marks[at] !== Mark.Live) throw new Error(`copied ${at}, which does not live`);
        }
      },
      freed: (address, size) => void marks.fill(Mark.Freed, address, address + size),
    };
    this.space = spaceUpTo(limit, gapEvery);
    this.heap = new Heap(this.memory, shadow, this.space, { quarantineBytes });
  }

  allocate(size: number, alignment: number): void {
    const refusals = this.space.refusals;
    const address = this.heap.allocate(size, alignment, S(1));
    this.allocated(address, size, alignment, refusals);
  }

  free(index: number): void {
    const block = this.removeLive(index);
    this.expectContents(block, block.size);
    if (this.heap.free(block.address, S(2)) !== undefined) throw new Error(`free of ${block.id}`);
    this.freed(block);
  }

  reallocate(index: number, size: number): void {
    const block = this.live[index]!;
    const refusals = this.space.refusals;
    const moved = this.heap.reallocate(block.address, size, S(3));
    if (typeof moved !== "number") throw new Error(`realloc of ${block.id}: ${moved.reason}`);
    if (moved !== 0) {
      this.expectContents({ ...block, address: moved }, Math.min(size, block.size));
    }
    this.allocated(moved, size, 16, refusals);
    if (moved !== 0) this.freed(this.removeLive(index));
  }

  /** Frees a pointer that cannot be freed. */
  freeWrongly(choice: number, pick: number): void {
    if (choice === 0 && this.quarantine.length > 0) {
      const block = this.quarantine[pick % this.quarantine.length]!;
      const refusal = this.heap.free(block.address, S(4));
      if (refusal?.reason !== "already freed" || refusal.near.block.id !== block.id) {
        throw new Error(`double free of ${block.id}: ${JSON.stringify(refusal)}`);
      }
    } else if (this.live.length > 0) {
      const block = this.live[pick % this.live.length]!;
      const offset = choice === 1 ? 1 + (pick % (block.size + 8)) : -1 - (pick % 8);
      const refusal = this.heap.free(block.address + offset, S(4));
      const expected = offset > 0 && offset < block.size ? "interior" : "not a block";
      if (refusal?.reason !== expected || refusal.near?.block.id !== block.id) {
        throw new Error(`free of ${block.id} + ${offset}: ${JSON.stringify(refusal)}`);
      }
    }
  }

  /** Looks at every byte of memory and every block. */
  checkAll(): void {
    const expected = new Uint8Array(this.marks.length);
    for (const block of this.live) {
      const { address, size } = block;
      this.expectContents(block, size);
      expected.fill(Mark.Redzone, address - Side, address + size + Side);
      expected.fill(Mark.Live, address, address + size);
    }
    for (const { address, size } of [...this.quarantine, ...this.largeQuarantine]) {
      expected.fill(Mark.Freed, address, address + size);
    }
    for (let at = 0; at < expected.length; at++) {
      // Where nothing special is expected, anything will do that may not be touched.
      const wanted = expected[at]!;
      const right = wanted === Mark.None ? this.marks[at] !== Mark.Live : this.marks[at] === wanted;
      if (!right) throw new Error(`byte ${at} is marked ${this.marks[at]}, not ${wanted}`);
    }
    const ids = this.heap.liveRows().map((row) => this.heap.idOf(row));
    const liveIds = this.live.map(({ id }) => id);
    expect(ids.sort((a, b) => a - b)).toEqual(liveIds.sort((a, b) => a - b));
  }

  private allocated(address: number, size: number, alignment: number, refusals: number): void {
    const held = address === 0 ? this.heap.quarantinedBytes : this.heldAtAllocation;
    // Only for want of memory may the quarantine have been emptied; then all of it.
    if (held === 0 && this.space.refusals > refusals) {
      for (const block of [...this.quarantine, ...this.largeQuarantine]) {
        this.own(block, Owner.Quarantined, Owner.Nobody);
      }
      this.quarantine = [];
      this.largeQuarantine = [];
      this.quarantined = 0;
    }
    if (held !== this.quarantined) throw new Error(`quarantine: ${held}, not ${this.quarantined}`);
    if (address === 0) {
      const hopeless = size + alignment > this.memory.length - 4 * 1024;
      if (held !== 0 && !hopeless) throw new Error("gave up with blocks in quarantine");
      return;
    }
    if (address % alignment !== 0) throw new Error(`${address} is not aligned`);
    const id = ++this.lastId;
    const block = { id, address, size, fill: id & 255 };
    this.own(block, Owner.Nobody, Owner.Live);
    this.memory.fill(block.fill, address, address + size);
    this.live.push(block);
  }

  private freed(block: ModelBlock): void {
    this.own(block, Owner.Live, Owner.Quarantined);
    (block.size < LargeBytes ? this.quarantine : this.largeQuarantine).push(block);
    this.quarantined += block.size + Overhead;
    while (this.quarantined > this.quarantineBytes) {
      const out = (this.largeQuarantine.shift() ?? this.quarantine.shift())!;
      this.own(out, Owner.Quarantined, Owner.Nobody);
      this.quarantined -= out.size + Overhead;
    }
    const held = this.heap.quarantinedBytes;
    if (held !== this.quarantined) throw new Error(`quarantine: ${held}, not ${this.quarantined}`);
  }

  private removeLive(index: number): ModelBlock {
    const block = this.live[index]!;
    const last = this.live.pop()!;
    if (last !== block) this.live[index] = last;
    return block;
  }

  private own({ id, address, size }: ModelBlock, before: number, after: number): void {
    const bytes = this.owners.subarray(address - Side, address + size + Side);
    for (const owner of Object.values(Owner)) {
      if (owner !== before && bytes.indexOf(owner) >= 0)
        throw new Error(`block ${id} overlaps another`);
    }
    bytes.fill(after);
  }

  private expectContents({ id, address, fill }: ModelBlock, length: number): void {
    if (length === 0) return;
    // All bytes are the same when each is as the one before it: two calls, for speed.
    const first = this.memory.subarray(address, address + length - 1);
    const second = this.memory.subarray(address + 1, address + length);
    if (this.memory[address] !== fill || Buffer.compare(first, second) !== 0) {
      throw new Error(`the contents of block ${id} have changed`);
    }
  }
}

/** What kind of program it is. */
interface Profile {
  readonly limit: number;
  readonly quarantineBytes: number;
  /** 0, or the program takes a page for itself before every n-th extension of the heap. */
  readonly gapEvery: number;
  /** Sizes are 2^(0 … sizeBits), evenly spread over the exponents. */
  readonly sizeBits: number;
  /** Alignments are 16 · 2^(0 … alignmentBits). */
  readonly alignmentBits: number;
  /** About so many blocks live, if memory allows. */
  readonly blocks: number;
  readonly seed: number;
  readonly operations: number;
}

function run(profile: Profile, checkEvery: number): void {
  const { limit, quarantineBytes, gapEvery, sizeBits, alignmentBits, blocks } = profile;
  const model = new Model(limit, quarantineBytes, gapEvery);
  let state = profile.seed;
  /** 0 … below − 1 (a multiplicative generator with the high bits taken: fast and good enough). */
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const randomSize = () => random(1 << random(sizeBits + 1));
  const randomAlignment = () =>
    16 << Math.max(0, random(4 * (alignmentBits + 1)) - 3 * alignmentBits);

  for (let i = 1; i <= profile.operations; i++) {
    const count = model.live.length;
    const what = random(100);
    if (what < 4) model.freeWrongly(random(3), random(1 << 20));
    else if (count > 0 && what < 16) model.reallocate(random(count), randomSize());
    else if (count > 0 && random(2 * blocks) < count) model.free(random(count));
    else model.allocate(randomSize(), randomAlignment());
    if (i % checkEvery === 0) model.checkAll();
  }
  model.checkAll();
  while (model.live.length > 0) model.free(model.live.length - 1);
  model.checkAll();
  // All is free, so all of it can be had again in one piece, if it ever was one.
  if (gapEvery === 0) expect(model.heap.allocate(limit - 4 * 0x10000, 16, S(1))).not.toBe(0);
}

const MiB = 2 ** 20;
const profiles = {
  limit: fc.constantFrom(1 * MiB, 4 * MiB),
  quarantineBytes: fc.constantFrom(0, 5000, 100_000, 16 * MiB),
  gapEvery: fc.constantFrom(0, 0, 3),
  sizeBits: fc.constantFrom(5, 10, 16, 20),
  alignmentBits: fc.constantFrom(0, 0, 3, 14),
  blocks: fc.constantFrom(5, 300, 3000),
  seed: fc.nat(),
};

test("short programs, looked at closely", () => {
  const short = fc.record({ ...profiles, operations: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(short, (profile) => run({ ...profile, limit: 12 * 0x10000 }, 4)),
    { numRuns: 30 },
  );
});

test("a million operations", () => {
  const long = fc.record({ ...profiles, operations: fc.constant(50_000) });
  fc.assert(
    fc.property(long, (profile) => run(profile, 5000)),
    { numRuns: 20, endOnFailure: true },
  );
});
