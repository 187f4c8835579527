/**
 * The A shadow and its rules: what marks a range, and when an access is refused. The encoding is in
 * states.ts; how defined the bytes are, which stands in the same shadow, is definedness.ts's matter.
 * The rewriter puts the same rules into the module as WebAssembly; `accessAllowed` is what that is
 * tested against.
 *
 * Addresses are 32-bit and unsigned. A range may end at 2³² but never goes on at 0.
 */
import { CountMask, DefinednessMask, Granule, ReasonBit, State } from "./states.ts";

const AddressSpace = 2 ** 32;
const GranuleCount = AddressSpace / Granule;
// Local: imported constants are slow (heap/blocks.ts).
const Addressable = State.Addressable;
const Count = CountMask;
/** All bits of a shadow byte but how defined the granule is, which does not matter here. */
const Addressability = 0xff & ~DefinednessMask;
/** Four granules, all addressable, read as one word; and what of a word to compare with it. */
const FourAddressable = 0x08080808;
const FourAddressabilities = Addressability * 0x01010101;
const Reason = ReasonBit;
/** Up to so many granules a loop is faster than `fill`, whose call costs some 30 ns. */
const LoopGranules = 40;

/** Why a byte may not be touched; `Addressable` when it may. */
export type ByteState = State;

/**
 * The verdict on one access: true when all `size` bytes at `address` exist and may be touched.
 * @param shadow one byte for each granule of the address space
 * @param address 0 … 2³² − 1
 * @param size at least 1; of a load or store: 1, 2, 4 or 8
 */
export function accessAllowed(shadow: Uint8Array, address: number, size: number): boolean {
  const end = address + size;
  if (end > AddressSpace) return false;
  const last = Math.floor((end - 1) / Granule);
  // An access may start in the middle of a granule but, as long as it goes on, touches its end.
  for (let granule = Math.floor(address / Granule); granule < last; granule++) {
    if ((shadow[granule]! & Addressability) !== Addressable) return false;
  }
  return end - last * Granule <= bytesAt(shadow, last);
}

/** How many bytes of a granule may be touched: its first ones. */
function bytesAt(shadow: Uint8Array, granule: number): number {
  const byte = shadow[granule]!;
  return (byte & Reason) === 0 ? byte & Count : 0;
}

export class AddressShadow {
  /** One byte for each granule of the 4 GiB. */
  readonly bytes: Uint8Array;
  private readonly words: Uint32Array;

  /**
   * @param memory the rewritten module's one memory, as a buffer that is never replaced
   * @param offset where the shadow lies in it (`Layout.addressability`), a multiple of 4
   */
  constructor(memory: ArrayBufferLike, offset: number) {
    this.bytes = new Uint8Array(memory, offset, GranuleCount);
    this.words = new Uint32Array(memory, offset, GranuleCount / 4);
  }

  /**
   * [start, end) may not be touched, for this reason; or may be, with one of the `Addressable` states.
   * @throws RangeError when start or end is not a multiple of 8, or the range is not within 2³²
   */
  mark(start: number, end: number, state: State): void {
    if (end % Granule !== 0) throw notGranules(start, end);
    this.fill(start, end, state);
  }

  /**
   * [start, end) may be touched, to the byte, and is defined. The rest of the last granule may not
   * be: nothing else may begin there.
   * @throws RangeError when start is not a multiple of 8, or the range is not within 2³²
   */
  markAddressable(start: number, end: number): void {
    this.fill(start, end, State.Addressable);
    const partial = end % Granule;
    if (partial !== 0) this.bytes[(end - partial) / Granule] = partial;
  }

  /** Granules become `state`, but for those of which bytes may be touched already. */
  reopen(first: number, granules: number, state: number): void {
    for (let at = first; at < first + granules; at++) {
      const now = this.bytes[at]!;
      if (now === State.Unmapped || (now & ReasonBit) !== 0) this.bytes[at] = state;
    }
  }

  /** True when all `size` bytes at `address` may be touched. */
  allows(address: number, size: number): boolean {
    return accessAllowed(this.bytes, address, size);
  }

  /**
   * The first byte of a range that may not be touched, as an offset from `address`; −1 when all may
   * be. Bytes beyond 2³² − 1 do not exist and so may not.
   */
  firstRefused(address: number, size: number): number {
    const end = Math.min(address + size, AddressSpace);
    let at = address;
    while (at < end) {
      const granule = Math.floor(at / Granule);
      if ((granule & 3) === 0) {
        if ((this.words[granule >>> 2]! & FourAddressabilities) === FourAddressable) {
          at = (granule + 4) * Granule;
          continue;
        }
      }
      const start = granule * Granule;
      const count = bytesAt(this.bytes, granule);
      if (count < Granule && start + count < end) return Math.max(start + count, at) - address;
      at = start + Granule;
    }
    return address + size > AddressSpace ? AddressSpace - address : -1;
  }

  /**
   * `Addressable` whatever is known about the byte's definedness. Of a byte in the rest of a partly
   * addressable granule: `HeapRedzone`.
   */
  stateAt(address: number): ByteState {
    const granule = Math.floor(address / Granule);
    const byte = this.bytes[granule]!;
    if (byte === State.Unmapped || (byte & Reason) !== 0) return byte as State;
    return address % Granule < (byte & Count) ? Addressable : State.HeapRedzone;
  }

  /** Sets the granules that lie wholly in [start, end). */
  private fill(start: number, end: number, value: number): void {
    if (!(start % Granule === 0 && 0 <= start && start <= end && end <= AddressSpace)) {
      throw notGranules(start, end);
    }
    const from = start / Granule;
    const to = Math.floor(end / Granule);
    const bytes = this.bytes;
    if (to - from > LoopGranules) bytes.fill(value, from, to);
    else for (let granule = from; granule < to; granule++) bytes[granule] = value;
  }
}

function notGranules(start: number, end: number): RangeError {
  return new RangeError(`not a range of granules: ${start} … ${end}`);
}
