/** The words of notes: why a report is poorer than it could be. */
import type { Checks, OriginGap, RunNote, UnseenHeap } from "../runtime/facts.ts";
import type { SymbolsNote } from "../symbols/notes.ts";
import type { ReportedNote } from "./model.ts";
import { hex } from "./numbers.ts";

export function runNote(note: RunNote): ReportedNote {
  switch (note.kind) {
    case "unknown instruction":
      return {
        kind: "unknown-instruction",
        message: `The instruction ${note.instruction} is not known to the check of undefined values: its result is taken as defined.`,
      };
    case "heap not seen": {
      const message = `Heap blocks and leaks are not checked: ${UNSEEN_HEAPS[note.reason]}. Checked are ${checked(note.checks)}.`;
      return { kind: "heap-not-seen", message };
    }
    case "no origins":
      return { kind: "no-origins", message: ORIGIN_GAPS[note.reason] };
  }
}

const UNSEEN_HEAPS = {
  nameless: "the module has no function names, so its malloc cannot be found",
  unknown: "none of the module's functions is a malloc that Redzone knows",
  spread: "an optimiser has put parts of its malloc into other functions",
  own: "the program has a malloc of its own",
} satisfies Record<UnseenHeap, string>;

function checked({ nullPage, stack, definedness }: Checks): string {
  const parts = [
    ...(nullPage ? ["null pointers"] : []),
    "the ends of memory",
    ...(stack ? ["the stack"] : []),
    ...(stack && definedness ? ["uninitialised values that come from there"] : []),
  ];
  return [parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(" and ");
}

const NotShown = "Where uninitialised values come from is not shown";
const ORIGIN_GAPS = {
  "not asked for": "Rerun with --track-origins=yes to see where uninitialised values come from.",
  "not recorded": `${NotShown}: the program read too much for its run to be repeated.`,
  "no room": `${NotShown}: the program's memory is too large to track them.`,
  "too large": `${NotShown}: with the code that tracks them the program would be too large.`,
  diverged: `${NotShown}: the program could not be run again in the same way.`,
  "out of time": `${NotShown}: there was no time to run the program again (--timeout).`,
  "not found": "Where some of the uninitialised values come from could not be found out.",
} satisfies Record<OriginGap, string>;

export function symbolsNote(note: SymbolsNote): ReportedNote {
  const kind = "debug-information";
  switch (note.kind) {
    case "malformed":
      return {
        kind,
        message: `The debug information is damaged (${note.where} at byte ${hex(note.offset)}: ${note.reason}): names and lines may be missing.`,
      };
    case "split":
      return {
        kind,
        message: `The debug information of ${note.unit ?? "a source file"} is in ${note.file}, which is not read: names and lines are missing.`,
      };
  }
}
