/**
 * `WebAssembly.Memory` as the program around a checked module sees it: as large as the module believes. The memory itself
 * is larger, for the shadows lie behind the module's part, and it never moves, so that views of it stay valid when it grows.
 */
import { Heap } from "../heap/heap.ts";
import { CallStack } from "../runtime/call-stack.ts";
import type { EmbeddedMemory } from "../runtime/machine.ts";
import { ProgramMemory } from "../runtime/program-memory.ts";
import { StackTable } from "../runtime/stacks.ts";
import { HeapMarks } from "../shadow/heap-marks.ts";
import { layoutFor, NullPageBytes, PageBytes, type ShadowChoice } from "../shadow/layout.ts";
import { State } from "../shadow/states.ts";
import type { Limits } from "../wasm/module.ts";

/** Pages that any memory may have (WebAssembly JavaScript API, 5.3 "Memories"). */
const MostPages = 65536;

export class CheckedMemory extends WebAssembly.Memory {
  /** Pages that it may grow to, as whoever made it said. */
  readonly maximum: number | undefined;
  #parts: EmbeddedMemory | undefined;

  /**
   * @param pages with the shadows
   * @param maximum as in `maximum`
   */
  constructor(pages: number, maximum: number | undefined) {
    super({ initial: pages, maximum: pages });
    this.maximum = maximum;
  }

  /** What the module's part of it is; to be told once, before anybody else sees it. */
  attach(parts: EmbeddedMemory): this {
    const whole = super.buffer;
    const size = () => parts.program.size();
    Object.defineProperties(whole, {
      byteLength: { get: size },
      slice: {
        value: (from = 0, to = size()) => ArrayBuffer.prototype.slice.call(whole, from, to),
      },
    });
    this.#parts = parts;
    return this;
  }

  get parts(): EmbeddedMemory {
    if (this.#parts === undefined) throw new Error("a memory without parts");
    return this.#parts;
  }

  /** Adds pages, and returns how many there were. @throws RangeError when there is no room for them */
  override grow(delta: number): number {
    const pages = Number(delta);
    if (!(pages >= 0 && pages < 2 ** 32)) {
      const problem = pages < 0 ? "non-negative" : "convertible to a valid number";
      throw new TypeError(`WebAssembly.Memory.grow(): Argument 0 must be ${problem}`);
    }
    const before = this.parts.program.grow(Math.trunc(pages));
    if (before < 0) {
      throw new RangeError("WebAssembly.Memory.grow(): Maximum memory size exceeded");
    }
    return before;
  }

  /** Whether a module that asks for such a memory may import this one (core specification, 3.2.5). */
  matches({ min, max }: Limits): boolean {
    const pages = this.parts.program.size() / PageBytes;
    return pages >= min && (max === undefined || (this.maximum ?? MostPages + 1) <= max);
  }
}

/**
 * A memory that is made by the program around the modules.
 * @param limit bytes that it may grow to, whatever its maximum
 * @throws TypeError, RangeError for a descriptor that the engine refuses, or more than `limit` bytes
 */
export function createMemory(
  descriptor: WebAssembly.MemoryDescriptor,
  limit: number,
  shadows: ShadowChoice,
): CheckedMemory {
  // The engine's own verdict on it.
  new WebAssembly.Memory(descriptor);
  const initial = Number(descriptor.initial);
  const maximum = descriptor.maximum === undefined ? undefined : Number(descriptor.maximum);
  if (initial * PageBytes > limit) {
    throw new RangeError(`WebAssembly.Memory(): Redzone's limit is ${limit} bytes`);
  }
  const layout = layoutFor(
    Math.max(PageBytes, Math.min(limit, (maximum ?? MostPages) * PageBytes)),
    shadows,
  );
  const bytes = initial * PageBytes;
  const memory = new CheckedMemory(layout.totalPages, maximum);
  const room = maximum === undefined ? layout.programLimit : maximum * PageBytes;
  // Nobody knows what the modules that are going to import it have where: all of it counts as data.
  const program = new ProgramMemory(layout, bytes, bytes, room, undefined, memory);
  program.shadow.markAddressable(0, bytes);
  program.shadow.mark(0, Math.min(NullPageBytes, bytes), State.NullPage);
  const heap = new Heap(program.bytes, new HeapMarks(program.shadow, program.definedness), program);
  const calls = new CallStack(program.bytes.buffer, layout, false);
  return memory.attach({ program, heap, calls, stacks: new StackTable(calls) });
}
