/**
 * malloc and its relatives as the C standard and POSIX promise them, on top of the heap: when they
 * return NULL, what they do with odd arguments, which numbers posix_memalign returns. All sizes and
 * addresses are unsigned. Where the standard leaves a choice, glibc's is taken, because that is what
 * Memcheck's users know: `realloc(p, 0)` frees p and returns NULL.
 *
 * errno is not set here: it lies in the program's memory, which is the runtime's matter.
 *
 * One more allocator (memalign, operator new): a method here, a row in instrument/abi.ts.
 */
import type { Addr, StackId } from "../bytes/brand.ts";
import { type FreeRefusal, type Heap, LargestBlock } from "./heap.ts";
import { MinAlignment } from "./size-classes.ts";

/** Error numbers as wasi-libc has them (WASI preview 1, `errno`). */
export const EINVAL = 28;
export const ENOMEM = 48;

const Null = 0 as Addr;
/** sizeof(void *). */
const PointerBytes = 4;

/** True: let this allocation fail, for `--fail-alloc`. Asked once for each allocation tried. */
export type FailAllocation = (size: number, stack: StackId) => boolean;

export type AlignedBlock =
  | { readonly error: 0; readonly address: Addr }
  | { readonly error: typeof EINVAL | typeof ENOMEM };

/** What Rust's `Layout` says of a block; alignment: a power of two. */
export interface RustLayout {
  readonly size: number;
  readonly alignment: number;
}

export class MallocFamily {
  private readonly heap: Heap;
  private readonly fails: FailAllocation | undefined;

  constructor(heap: Heap, fails?: FailAllocation) {
    this.heap = heap;
    this.fails = fails;
  }

  malloc(size: number, stack: StackId): Addr {
    return this.allocate(size, MinAlignment, stack);
  }

  /** NULL also when `count × size` is no size_t. */
  calloc(count: number, size: number, stack: StackId): Addr {
    // Exact as a double where it matters: a product beyond 2⁵³ is beyond LargestBlock too.
    const bytes = count * size;
    const address = this.allocate(bytes, MinAlignment, stack);
    if (address !== Null) this.heap.clear(address, bytes);
    return address;
  }

  /** @returns the new block, NULL, or why `pointer` cannot be reallocated (then nothing was done) */
  realloc(pointer: number, size: number, stack: StackId): Addr | FreeRefusal {
    if (pointer === Null) return this.malloc(size, stack);
    if (size === 0) return this.heap.free(pointer, stack) ?? Null;
    const refusal = this.heap.refusal(pointer);
    if (refusal !== undefined) return refusal;
    if (this.fails?.(size, stack)) return Null;
    return this.heap.reallocate(pointer, size, stack);
  }

  /** @returns why `pointer` cannot be freed; freeing NULL is fine and does nothing */
  free(pointer: number, stack: StackId): FreeRefusal | undefined {
    return pointer === Null ? undefined : this.heap.free(pointer, stack);
  }

  /** NULL also when the alignment is no power of two. The size need not be a multiple of it (C17). */
  alignedAlloc(alignment: number, size: number, stack: StackId): Addr {
    return isPowerOfTwo(alignment) ? this.allocate(size, alignment, stack) : Null;
  }

  /** posix_memalign but for storing the address, which is the caller's: only it knows where it may. */
  posixMemalign(alignment: number, size: number, stack: StackId): AlignedBlock {
    if (!isPowerOfTwo(alignment) || alignment < PointerBytes) return { error: EINVAL };
    const address = this.allocate(size, alignment, stack);
    return address === Null ? { error: ENOMEM } : { error: 0, address };
  }

  /** As Rust's `GlobalAlloc::alloc`: NULL only when there is no memory. */
  rustAlloc({ size, alignment }: RustLayout, stack: StackId): Addr {
    return this.allocate(size, alignment, stack);
  }

  /** As `GlobalAlloc::alloc_zeroed`. */
  rustAllocZeroed({ size, alignment }: RustLayout, stack: StackId): Addr {
    const address = this.allocate(size, alignment, stack);
    if (address !== Null) this.heap.clear(address, size);
    return address;
  }

  /** As `GlobalAlloc::realloc`, which keeps the alignment. @returns as `realloc` */
  rustRealloc(
    pointer: number,
    { size, alignment }: RustLayout,
    stack: StackId,
  ): Addr | FreeRefusal {
    const refusal = this.heap.refusal(pointer);
    if (refusal !== undefined) return refusal;
    if (this.fails?.(size, stack)) return Null;
    return this.heap.reallocate(pointer, size, stack, alignment);
  }

  /** What was asked for of the live block at `pointer`. */
  layoutAt(pointer: number): RustLayout | undefined {
    const size = this.heap.usableSize(pointer);
    const alignment = this.heap.alignmentAt(pointer);
    return size === undefined || alignment === undefined ? undefined : { size, alignment };
  }

  /** 0 for NULL and for what is no live block. */
  usableSize(pointer: number): number {
    return this.heap.usableSize(pointer) ?? 0;
  }

  /** Where the live block at `pointer` was allocated. */
  allocatedAt(pointer: number): StackId | undefined {
    return this.heap.allocatedAt(pointer);
  }

  private allocate(size: number, alignment: number, stack: StackId): Addr {
    if (this.fails?.(size, stack) || size > LargestBlock) return Null;
    return this.heap.allocate(size, alignment, stack);
  }
}

export function isPowerOfTwo(value: number): boolean {
  return value > 0 && Number.isInteger(Math.log2(value));
}
