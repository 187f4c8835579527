/**
 * What clang's AddressSanitizer pass writes at the start of a frame with redzones, into the first of them:
 *
 *     [magic] [address of the frame's description, a string] [address of the function] …
 *
 * The description (`ComputeASanStackFrameDescription` in LLVM's ASanStackFrameLayout.cpp) tells of each variable where
 * it lies from the frame's start, its size, and its name, with its length before and its line behind:
 *
 *     3 32 8 5 buf:7 64 4 5 key:8 96 16 4 list
 */

/** The magic of a frame that lives, and of one whose function has returned. */
export const LivingFrame = 0x41b58ab3;
export const RetiredFrame = 0x45e0360e;

/** A frame begins at a multiple of this. */
export const FrameAlignment = 32;

export interface DescribedLocal {
  /** Bytes from the frame's start. */
  readonly offset: number;
  readonly size: number;
  readonly name: string;
  /** Where it is declared, when that is known. */
  readonly line?: number;
}

/** Undefined when that is no such description. */
export function readFrameDescription(text: string): readonly DescribedLocal[] | undefined {
  const start = /^(\d+) /.exec(text);
  if (start === null) return undefined;
  const locals: DescribedLocal[] = [];
  let at = start[0].length;
  for (let left = Number(start[1]); left > 0; left--) {
    const numbers = /^(\d+) (\d+) (\d+) /.exec(text.slice(at, at + 40));
    if (numbers === null) return undefined;
    at += numbers[0].length;
    const [offset = 0, size = 0, length = 0] = numbers.slice(1).map(Number);
    const [, name = "", line] = /^(.*?)(?::(\d+))?$/s.exec(text.slice(at, at + length)) ?? [];
    locals.push({ offset, size, name, ...(line !== undefined && { line: Number(line) }) });
    at += length + 1;
  }
  return locals;
}
