/**
 * Where things lie in the one linear memory of a rewritten module, fixed when it is rewritten:
 *
 *     0                 the program's own memory, `programLimit` bytes at most
 *     addressability    the A shadow: 512 MiB, one byte for eight of the whole 4 GiB
 *     importCsp         one u32: csp of the call of an import that is being carried out
 *     indirectIndex     one u32: the table index of the indirect call that was made last
 *     stackHash         two u32: the hash of the call stack of the allocation that is being made
 *     callStack         the shadow call stack: one u32 (a call's CodeOffset) for each live call
 *     total             the end
 *
 * All of it is there from the start: V8 reserves 4 GiB of memory in 3 ms and the system hands out
 * pages only when they are touched. So the buffer never changes and views of it stay valid.
 */
export const PageBytes = 0x10000;
/** Addresses that a null pointer and its first members have; nothing of a program lies there. */
export const NullPageBytes = 1024;
const ShadowBytes = 2 ** 29;
/** V8 needs at least 48 bytes of its 256 MiB stack for a frame, so 16 Mi calls cannot be reached. */
const CallStackBytes = 2 ** 26;
/** What the V shadow will need beside the program has to fit too: (4 GiB − 576 MiB) / 2. */
export const LargestProgramLimit = 1760 * 2 ** 20;

export interface Layout {
  /** The program's memory can grow up to here: bytes, a multiple of 64 KiB. */
  readonly programLimit: number;
  /** The shadow byte of address x is at `addressability + (x >>> 3)`. */
  readonly addressability: number;
  readonly importCsp: number;
  readonly indirectIndex: number;
  readonly stackHash: number;
  readonly callStack: number;
  /** Pages of 64 KiB, all in all. */
  readonly totalPages: number;
}

/** @throws RangeError when `programLimit` is not in 1 … `LargestProgramLimit`. */
export function layoutFor(programLimit: number): Layout {
  if (!(programLimit > 0 && programLimit <= LargestProgramLimit)) {
    throw new RangeError(`program limit ${programLimit} is not in 1 … ${LargestProgramLimit}`);
  }
  const addressability = Math.ceil(programLimit / PageBytes) * PageBytes;
  const importCsp = addressability + ShadowBytes;
  return {
    programLimit: addressability,
    addressability,
    importCsp,
    indirectIndex: importCsp + 4,
    stackHash: importCsp + 8,
    callStack: importCsp + 16,
    totalPages: (importCsp + CallStackBytes) / PageBytes,
  };
}
