/** What covers the screen for a while, and the hints at its foot: both of the table of keys. */
import { characters, widthOf } from "../picture/columns.ts";
import { KEYS, type Key, LastHints, type ViewName } from "./keys.ts";
import { outputLines, type Panes } from "./panes.ts";
import type { State } from "./state.ts";
import * as wording from "./wording.ts";

export function viewTitle(view: ViewName): string {
  const titles = {
    help: wording.HELP_TITLE,
    memory: wording.MEMORY_TITLE,
    output: wording.OUTPUT_TITLE,
    report: wording.REPORT_TITLE,
    history: wording.HISTORY_TITLE,
  } as const satisfies Record<ViewName, string>;
  return titles[view];
}

export function viewLines(
  view: Exclude<ViewName, "memory">,
  texts: Readonly<Record<"output" | "report" | "history", string>>,
  columns: number,
  panes: Panes,
): readonly string[] {
  if (view === "help") return helpLines(columns, panes);
  return outputLines(texts[view]).flatMap(({ text }) => broken(panes.plain(text), columns));
}

/** Where a key has a longer name than this, it is written as a name. */
const KEY_SIGNS: Readonly<Record<Key, readonly [unicode: string, ascii: string]>> = {
  up: ["↑", "Up"],
  down: ["↓", "Down"],
  left: ["←", "Left"],
  right: ["→", "Right"],
  pageup: ["PgUp", "PgUp"],
  pagedown: ["PgDn", "PgDn"],
  home: ["Home", "Home"],
  end: ["End", "End"],
  enter: ["Enter", "Enter"],
  "ctrl-l": ["Ctrl-L", "Ctrl-L"],
};

/** As they stand in the help: `n ↓`. */
export function keyNames(keys: readonly Key[], charset: "unicode" | "ascii"): string {
  const sign = charset === "unicode" ? 0 : 1;
  return keys.map((key) => KEY_SIGNS[key]?.[sign] ?? key).join(" ");
}

function helpLines(columns: number, panes: Panes): readonly string[] {
  const rows = KEYS.map(({ forwards, backwards = [], help }) => [
    keyNames(forwards, panes.charset),
    keyNames(backwards, panes.charset),
    help,
  ]);
  const width = (column: number) => Math.max(...rows.map((row) => widthOf(row[column] ?? "")));
  const [first, second] = [width(0), width(1)];
  return rows.map(([key = "", back = "", help = ""]) => {
    const pad = (text: string, to: number) => text + " ".repeat(to - widthOf(text));
    return panes.fit(` ${pad(key, first)}  ${pad(back, second)}  ${help}`, columns);
  });
}

/** The foot of the screen: as many keys as there is room for. */
export function hints({ view, prompt }: State, columns: number, panes: Panes): string {
  if (prompt !== undefined) return panes.fit(` ${wording.PROMPT_HINT}`, columns);
  if (view !== undefined) return panes.fit(` ${wording.VIEW_HINT}`, columns);
  const written = KEYS.flatMap(({ forwards, backwards, hint }) => {
    if (hint === undefined) return [];
    const keys = [forwards[0], ...(backwards === undefined ? [] : [backwards[0]])].join(" ");
    return [{ hint, text: `${keys} ${hint}` }];
  });
  const isLast = ({ hint }: { readonly hint: string }) => LastHints.includes(hint);
  const last = written.filter(isLast).map(({ text }) => text);
  const line = (shown: readonly string[]) => ` ${[...shown, ...last].join("  ")}`;
  const shown: string[] = [];
  for (const { text } of written.filter((each) => !isLast(each))) {
    if (widthOf(line([...shown, text])) > columns) break;
    shown.push(text);
  }
  return panes.fit(line(shown), columns);
}

/** A long line of the program's in several. */
function broken(text: string, columns: number): readonly string[] {
  if (widthOf(text) <= columns) return [text];
  const lines = [""];
  for (const character of characters(text)) {
    const longer = lines.at(-1) + character;
    if (widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(character);
  }
  return lines;
}
