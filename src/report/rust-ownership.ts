/**
 * What Rust's standard library allocates for itself and keeps to the end: the buffers of stdin and stdout, and what
 * it knows of the main thread, of panics and of tests. Nobody who calls println! has asked for a block.
 *
 * One more: a row in `KEPT`, with the function that asks for it, and why.
 */
import type { Frame } from "../symbols/frame.ts";
import { isAllocator } from "../symbols/rust/runtime.ts";
import { beginsProgram } from "./rust-stacks.ts";

interface Kept {
  /** The function of std inside of which the block is allocated. */
  readonly by: RegExp;
  /** A function further inside that has to be there, too. */
  readonly inside?: RegExp;
}

/** What runs the initialiser of something that is made once. */
const Once = /\b(?:SyncOnceCell|OnceLock|OnceBox|LazyLock|Once)\b/;

const KEPT: readonly Kept[] = [
  // The start-up: the main thread's handle and name, the arguments.
  { by: /^(?:<?)std::rt::/ },
  { by: /^std::(?:sys_common::)?thread_info::/ },
  { by: /^std::thread::(?:current|main_thread)\b/ },
  { by: /^Thread::new/ },
  // The same, where link-time optimisation has made one function of it and left no other name.
  { by: /^_start\b/ },
  // What runs a crate's tests keeps lists of them.
  { by: /^test::/ },
  // The hook and the message of a panic.
  { by: /^std::panicking::/ },
  // The buffers, made at the first use; but a line that is read is the program's.
  { by: /^std::io::stdio::/, inside: Once },
];

/** The callers of Rust's allocator, without the allocator that a program has of its own; else all. */
export function outsideRustAllocator(stack: readonly Frame[]): readonly Frame[] {
  return stack.slice(stack.findLastIndex(({ function: name = "" }) => isAllocator(name)) + 1);
}

/**
 * Whose a block is that Rust's library allocated. A stack may have been cut before it comes to the program's own line,
 * and then says nothing: what is not listed is the program's.
 * @param stack innermost first, from the library's first frame on
 */
export function rustOwner(stack: readonly Frame[]): "program" | "library" {
  // What the start-up calls is the program, also where its own functions have been inlined and have left no name.
  const end = stack.findIndex((frame) => !frame.library || beginsProgram(frame));
  const run = end < 0 ? stack : stack.slice(0, end);
  const kept = run.some(({ function: name = "" }, at) =>
    KEPT.some(
      ({ by, inside }) =>
        by.test(name) &&
        (inside === undefined || run.slice(0, at).some((f) => inside.test(f.function ?? ""))),
    ),
  );
  return kept ? "library" : "program";
}
