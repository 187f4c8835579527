/**
 * Call stacks as numbers. malloc and free take one each time, so equal stacks share one id, the look-up
 * allocates nothing, and a stack keeps only its innermost frames.
 *
 * Stacks are told apart by 64 bits of hash, without looking at their frames: among the million stacks
 * that a large program may have, two are the same by chance with a probability of 1 in 10⁷.
 */
import type { CodeOffset, StackId } from "../bytes/brand.ts";
import { HashedFrames, hashCallStack } from "../instrument/abi.ts";
import { rustAllocatorPart } from "../instrument/rust-symbols.ts";
import type { CallStack } from "./call-stack.ts";
import { FAMILIES, type Family, type RawFrame, type RawStack } from "./facts.ts";

/** Frames by which Memcheck tells errors apart. */
const PlaceFrames = 4;

/** Functions that Redzone carries out itself, as they may stand innermost in a stack. */
export const INTRINSICS = [
  "",
  "malloc",
  "calloc",
  "realloc",
  "free",
  "aligned_alloc",
  "posix_memalign",
  "malloc_usable_size",
  "__rust_alloc",
  "__rust_alloc_zeroed",
  "__rust_realloc",
  "__rust_dealloc",
  "strlen",
  "memchr",
  "strchrnul",
  "memcpy",
  "mempcpy",
  "strcat",
  "strncat",
  "strcpy",
  "stpcpy",
  "strncpy",
  "stpncpy",
] as const;
export type Intrinsic = (typeof INTRINSICS)[number];

/**
 * C++'s operators new and delete are functions of the C++ library that call malloc and free. The library's
 * code is left to run, for only it knows what new does when there is no memory; what it is that
 * allocates or frees is read off the call stack.
 */
export interface Operators {
  /** Whose the call at the innermost of these sites is; undefined: it is no operator's. */
  familyOf(sites: readonly CodeOffset[]): Family | undefined;
  /**
   * Whether it is certain that these stacks show which functions the program's source calls. Asked
   * before the one is said not to fit the other.
   */
  areCertain(allocated: RawStack, freed: RawStack): boolean;
}

export class StackTable {
  private readonly calls: CallStack;
  private readonly hashedFrames: number;
  private readonly operators: Operators | undefined;
  /**
   * Each stack is [intrinsic, innermost site, …], one after the other; stack i begins at starts[i] and
   * ends where the next begins.
   */
  private frames = new Uint32Array(1 << 14);
  private framesUsed = 0;
  private starts = new Uint32Array(1 << 10);
  private count = 1;
  /** Of stack i: its hash's words at 2 i and 2 i + 1, the intrinsic in the second one. */
  private hashes = new Uint32Array(1 << 11);
  /** Of stack i: the index of its family. All 0 until there is one that is not malloc's. */
  private families = new Uint8Array(1 << 10);
  private several = false;
  /** Open addressing, a power of two: stack ids, 0 for an empty place. */
  private places = new Uint32Array(1 << 11);

  /**
   * @param hashedFrames how many frames an allocation's stack keeps, as the module hashes them
   * @param operators none: everything is malloc's family
   */
  constructor(calls: CallStack, hashedFrames: number = HashedFrames, operators?: Operators) {
    this.calls = calls;
    this.hashedFrames = hashedFrames;
    this.operators = operators;
  }

  /**
   * The id of the calls below `csp`, with `intrinsic` (an index into INTRINSICS) innermost, as a hook of
   * STACK_TAKING gets it: the stack is hashed already.
   */
  intern(intrinsic: number, csp: number): StackId {
    const { calls, hashedFrames } = this;
    if (calls.spilled) return this.internSites(intrinsic, calls.innermost(csp, hashedFrames));
    const first = calls.hash[0]!;
    const second = calls.hash[1]! ^ intrinsic;
    const id = this.find(first, second);
    return id === 0
      ? this.add(first, second, intrinsic, calls.innermost(csp, hashedFrames))
      : (id as StackId);
  }

  /**
   * The id of an error's place: its site and the calls just outside it. What two errors have in
   * common when they are the same mistake. An intrinsic has no site: the call of it is on the stack.
   */
  place(intrinsic: number, site: number | undefined, csp: number): StackId {
    const sites = site === undefined ? [] : [site as CodeOffset];
    sites.push(...this.calls.innermost(csp, PlaceFrames - sites.length));
    return this.internSites(intrinsic, sites);
  }

  /** @param sites innermost first, at most `hashedFrames` */
  private internSites(intrinsic: number, sites: readonly CodeOffset[]): StackId {
    const [first, last] = hashCallStack(sites);
    const second = last ^ intrinsic;
    const id = this.find(first, second);
    return id === 0 ? this.add(first, second, intrinsic, sites) : (id as StackId);
  }

  private find(first: number, second: number): number {
    const { places, hashes } = this;
    const mask = places.length - 1;
    for (let place = startOf(second) & mask; ; place = (place + 1) & mask) {
      const id = places[place]!;
      if (id === 0) return 0;
      if (hashes[2 * id] === first >>> 0 && hashes[2 * id + 1] === second >>> 0) return id;
    }
  }

  private add(
    first: number,
    second: number,
    intrinsic: number,
    sites: readonly CodeOffset[],
  ): StackId {
    const id = this.count++;
    const end = this.framesUsed + 1 + sites.length;
    if (end > this.frames.length) this.frames = doubled(this.frames);
    this.frames[this.framesUsed] = intrinsic;
    this.frames.set(sites, this.framesUsed + 1);
    this.framesUsed = end;
    if (id + 2 > this.starts.length) this.starts = doubled(this.starts);
    this.starts[id + 1] = end;
    this.noteFamily(id, intrinsic, sites);
    if (2 * id + 2 > this.hashes.length) this.hashes = doubled(this.hashes);
    this.hashes[2 * id] = first;
    this.hashes[2 * id + 1] = second;
    if (this.count * 2 > this.places.length) {
      this.places = new Uint32Array(this.places.length * 2);
      for (let each = 1; each <= id; each++) this.enter(each);
    } else {
      this.enter(id);
    }
    return id as StackId;
  }

  private noteFamily(id: number, intrinsic: number, sites: readonly CodeOffset[]): void {
    const isRust = rustAllocatorPart(INTRINSICS[intrinsic] ?? "") !== undefined;
    const family = isRust ? "rust" : this.operators?.familyOf(sites);
    if (family === undefined) return;
    this.several = true;
    if (id >= this.families.length) {
      const grown = new Uint8Array(2 * id);
      grown.set(this.families);
      this.families = grown;
    }
    this.families[id] = FAMILIES.indexOf(family);
  }

  /** Notes a stack in the first free place from where its hash says. */
  private enter(id: number): void {
    const mask = this.places.length - 1;
    let place = startOf(this.hashes[2 * id + 1]!) & mask;
    while (this.places[place] !== 0) place = (place + 1) & mask;
    this.places[place] = id;
  }

  /** Whether there is more than one family. */
  get hasFamilies(): boolean {
    return this.several;
  }

  /** The family of the allocator that was called with this stack, or of what freed with it. */
  family(id: StackId): Family {
    return FAMILIES[this.families[id] ?? 0] ?? "malloc";
  }

  /** Whether what was allocated with one stack and freed with another was freed wrongly. */
  mismatch(allocated: StackId, freed: StackId): boolean {
    const { families, operators } = this;
    // Beyond the end: malloc's.
    if ((families[allocated] ?? 0) === (families[freed] ?? 0)) return false;
    // Rust's allocator is told by its own name, whoever calls it.
    if (this.family(allocated) === "rust" || this.family(freed) === "rust") return true;
    return operators?.areCertain(this.stack(allocated), this.stack(freed)) ?? false;
  }

  /** The frames of a stack, innermost first. */
  stack(id: StackId): RawStack {
    if (id === 0) return [];
    const [intrinsic, ...sites] = this.frames.subarray(this.starts[id]!, this.starts[id + 1]!);
    const frames: RawFrame[] = sites.map((site) => ({ site: site as CodeOffset }));
    const name = INTRINSICS[intrinsic ?? 0];
    return name ? [{ intrinsic: name }, ...frames] : frames;
  }
}

/** The high bits of a product are its best mixed ones. */
function startOf(hash: number): number {
  return hash >>> 12;
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(array.length * 2);
  grown.set(array);
  return grown;
}
