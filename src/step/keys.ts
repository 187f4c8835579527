/**
 * The keys: one table, of which the help, the hints at the foot of the screen and the page in docs/ are made. A letter goes forwards, the
 * same letter in upper case backwards; gdb's letters mean what they mean there.
 *
 * One more key: a row here; the reducer (state.ts) does not compile without its action, and docs/stepping.md follows.
 */
import type { Direction, Move } from "../trace/move.ts";

/** A character, or a name: `down`, `pageup`, `enter`, `escape`, `ctrl-l`. */
export type Key = string;

/** What has to be typed: a step or a line; the number of a block; a variable, or a byte, and who writes to it. */
export type PromptName = "place" | "allocation" | "free" | "history" | "write";

/** What covers the screen until the next key. */
export type ViewName = "help" | "memory" | "output" | "report" | "history";

export type Action =
  | { readonly do: "move"; readonly move: Move }
  /** To another time that the current line runs. */
  | { readonly do: "hit"; readonly direction: Direction }
  /** To a finding; `orEnd`: where there is none, to the end, or the start. */
  | { readonly do: "finding"; readonly direction: Direction; readonly orEnd: boolean }
  /** Something has to be typed. */
  | { readonly do: "prompt"; readonly prompt: PromptName; readonly direction: Direction }
  | { readonly do: "view"; readonly view: Exclude<ViewName, "history"> }
  | { readonly do: "scroll"; readonly by: "line" | "page"; readonly direction: Direction }
  /** Standard types are shown with what they are made of, or no longer. */
  | { readonly do: "open" }
  /** The last move once more. */
  | { readonly do: "repeat" }
  | { readonly do: "redraw" }
  | { readonly do: "quit" };

interface KeyRow {
  readonly forwards: readonly Key[];
  /** The same into the past; absent where there is no direction. */
  readonly backwards?: readonly Key[];
  readonly action: (direction: Direction) => Action;
  /** In the help. */
  readonly help: string;
  /** At the foot of the screen, where there is room: the first ones first. */
  readonly hint?: string;
}

export const KEYS: readonly KeyRow[] = [
  {
    forwards: ["n", "down"],
    backwards: ["N", "up"],
    action: (direction) => ({ do: "move", move: { to: "over", direction } }),
    help: "the next line; calls are stepped over",
    hint: "next",
  },
  {
    forwards: ["s", "right"],
    backwards: ["S", "left"],
    action: (direction) => ({ do: "move", move: { to: direction === 1 ? "next" : "back" } }),
    help: "the next step, wherever it is",
    hint: "step",
  },
  {
    forwards: ["i"],
    backwards: ["I"],
    action: (direction) => ({ do: "move", move: { to: "into", direction } }),
    help: "into the call that the line makes, else the next line",
  },
  {
    forwards: ["f"],
    backwards: ["F"],
    action: (direction) => ({ do: "move", move: { to: "out", direction } }),
    help: "out: until the function has returned; backwards: to its call",
    hint: "out",
  },
  {
    forwards: ["]"],
    backwards: ["["],
    action: (direction) => ({ do: "hit", direction }),
    help: "the next time that this line runs",
  },
  {
    forwards: ["e"],
    backwards: ["E"],
    action: (direction) => ({ do: "finding", direction, orEnd: false }),
    help: "the next finding of the report",
    hint: "finding",
  },
  {
    forwards: ["c"],
    backwards: ["C"],
    action: (direction) => ({ do: "finding", direction, orEnd: true }),
    help: "on to the next finding, or to the end",
  },
  {
    forwards: ["g"],
    backwards: ["G"],
    action: (direction) => ({ do: "prompt", prompt: "place", direction }),
    help: "go to a step or line that is typed: 12, :14, list.c:14",
    hint: "go to",
  },
  {
    forwards: ["w"],
    backwards: ["W"],
    action: (direction) => ({ do: "prompt", prompt: "write", direction }),
    help: "to a change of a variable or byte that is typed: list, #3+8",
  },
  {
    forwards: ["a"],
    action: (direction) => ({ do: "prompt", prompt: "allocation", direction }),
    help: "to the allocation of a block whose number is typed",
  },
  {
    forwards: ["d"],
    action: (direction) => ({ do: "prompt", prompt: "free", direction }),
    help: "to where that block is freed",
  },
  {
    forwards: ["b"],
    action: (direction) => ({ do: "prompt", prompt: "history", direction }),
    help: "the history of that block",
  },
  {
    forwards: [">", "end"],
    backwards: ["<", "home"],
    action: (direction) => ({ do: "move", move: { to: direction === 1 ? "end" : "start" } }),
    help: "the end of the run; backwards: its start",
  },
  {
    forwards: ["enter"],
    action: () => ({ do: "repeat" }),
    help: "the last move once more",
  },
  {
    forwards: ["m"],
    action: () => ({ do: "view", view: "memory" }),
    help: "the memory on the whole screen, with every call's variables",
    hint: "memory",
  },
  {
    forwards: ["j", "pagedown"],
    backwards: ["k", "pageup"],
    action: (direction) => ({ do: "scroll", by: "page", direction }),
    help: "where the memory has no room: more of it, below or above",
  },
  {
    forwards: ["x"],
    action: () => ({ do: "open" }),
    help: "what the library's types are made of, or no longer",
  },
  {
    forwards: ["o"],
    action: () => ({ do: "view", view: "output" }),
    help: "all that the program has printed so far",
    hint: "output",
  },
  {
    forwards: ["r"],
    action: () => ({ do: "view", view: "report" }),
    help: "the report",
    hint: "report",
  },
  {
    forwards: ["ctrl-l"],
    action: () => ({ do: "redraw" }),
    help: "draws the screen anew",
  },
  {
    forwards: ["?", "h"],
    action: () => ({ do: "view", view: "help" }),
    help: "this help",
    hint: "help",
  },
  {
    forwards: ["q"],
    action: () => ({ do: "quit" }),
    help: "quits, as Ctrl-C does",
    hint: "quit",
  },
];

/** Hints that stand at the foot however narrow it is. */
export const LastHints: readonly string[] = ["help", "quit"];

const actions = new Map<Key, Action>(
  KEYS.flatMap(({ forwards, backwards = [], action }) => [
    ...forwards.map((key) => [key, action(1)] as const),
    ...backwards.map((key) => [key, action(-1)] as const),
  ]),
);

export function actionOf(key: Key): Action | undefined {
  return actions.get(key);
}
