/** Whether an entry of a suppression file is about a finding. Pure functions of both. */
import type { Frame } from "../../symbols/frame.ts";
import { AnyFrames, type FramePattern, type PlacePattern, type Suppression } from "./format.ts";
import type { Described } from "./kinds.ts";

/** A finding as suppressions see it. */
export interface Finding extends Described {
  /** Innermost first, with nothing left out. */
  readonly frames: readonly Frame[];
  /** The file of the module that all frames are in. */
  readonly object: string;
}

/** All that the entry says has to be true of the finding; its stack may go on. */
export function suppresses(entry: Suppression, finding: Finding): boolean {
  const { kind, parameter, leakKinds, frames } = entry;
  if (!finding.kinds.includes(kind)) return false;
  if (parameter !== undefined && parameter !== finding.parameter) return false;
  if (leakKinds !== undefined && !leakKinds.some((each) => each === finding.leakKind)) return false;
  return matches<FramePattern, Frame>(
    [...frames, AnyFrames],
    finding.frames,
    (pattern) => pattern === AnyFrames,
    (pattern, frame) => pattern !== AnyFrames && isAt(pattern, frame, finding.object),
  );
}

function isAt({ by, pattern, line }: PlacePattern, frame: Frame, object: string): boolean {
  if (line !== undefined && line !== frame.line) return false;
  return NAMES[by](frame, object).some((name) => name !== undefined && fits(pattern, name));
}

/** What a pattern may fit: any of them is enough. */
const NAMES = {
  /** Valgrind knows only the linker's name, people the other one. */
  fun: ({ function: shown = Unnamed, linkageName }) => [shown, linkageName],
  obj: (_, object) => [object],
  /** Valgrind has files without their folders here. */
  src: ({ file }) => [file, file?.replace(/^.*[/\\]/, "")],
} satisfies Record<
  PlacePattern["by"],
  (frame: Frame, object: string) => readonly (string | undefined)[]
>;

/** What a report shows for a function that nobody named. */
const Unnamed = "???";

/** Whether a name is what a pattern with `*` and `?` says, from end to end. */
export function fits(pattern: string, name: string): boolean {
  return matches<string, string>(
    pattern,
    name,
    (character) => character === "*",
    (character, other) => character === "?" || character === other,
  );
}

/**
 * Whether a pattern, some of whose elements stand for any number of items, fits all of the items.
 * The shortest stretch is tried for each such element, and only the last one's is ever made longer:
 * what fits behind an earlier one need not be found again. So it takes at most the product of both
 * lengths, whatever a file's author wrote; a regular expression may take for ever.
 */
function matches<Pattern, Item>(
  pattern: ArrayLike<Pattern>,
  items: ArrayLike<Item>,
  isAny: (element: Pattern) => boolean,
  isOne: (element: Pattern, item: Item) => boolean,
): boolean {
  let at = 0;
  let item = 0;
  /** Behind the last element that stands for any number, and behind the items that it stands for. */
  let retry: { at: number; item: number } | undefined;
  while (item < items.length || at < pattern.length) {
    if (at < pattern.length && isAny(pattern[at]!)) {
      retry = { at: ++at, item };
    } else if (at < pattern.length && item < items.length && isOne(pattern[at]!, items[item]!)) {
      at++;
      item++;
    } else if (retry !== undefined && retry.item < items.length) {
      at = retry.at;
      item = ++retry.item;
    } else {
      return false;
    }
  }
  return true;
}
