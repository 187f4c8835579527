import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widthOf } from "../picture/columns.ts";
import { frame, picture } from "../picture/picture.fixture.ts";
import type { Finding } from "./findings.ts";
import { KEYS } from "./keys.ts";
import { drawScreen, type Places, type Scene, type Screen } from "./screen.ts";
import { type State, startAt } from "./state.ts";
import { pictureAt, Source, Title } from "./step.fixture.ts";

const findings: readonly Finding[] = [
  { number: 3, title: "16 bytes in 1 blocks are definitely lost", step: 4 },
  { number: 1, title: Title, step: 10 },
];

function scene(step: number, more: Partial<Scene> = {}): Scene {
  return {
    picture: pictureAt(step),
    printed: "",
    findings,
    report: "Redzone: list.c\n\nInvalid read of size 4\n   at main (list.c:10)\n",
    history: "",
    stopped: false,
    waiting: false,
    readSource: (file) => (file === "list.c" ? Source : undefined),
    ...more,
  };
}
const at = (step: number, more: Partial<State> = {}): State => ({
  ...startAt(step, false),
  ...more,
});
const unicode = { charset: "unicode", color: false } as const;

function draw(state: State, shown: Scene, columns: number, rows: number, places?: Places): Screen {
  return drawScreen(state, shown, { columns, rows }, unicode, places);
}
const text = ({ lines }: Screen) => `\n${lines.map((line) => line.trimEnd()).join("\n")}\n`;

describe("the screen", () => {
  it("has everything in 80 columns and 24 lines", () => {
    const screen = draw(at(6), scene(6, { printed: "20\n" }), 80, 24);
    expect(text(screen)).toMatchInlineSnapshot(`
      "
      ── list.c ──────────────────────────────────────────────────────────────────────
          4    struct node *list = NULL;
          5    for (int i = 1; i <= 3; i++) {
      ▶   6      list = push(list, 10 * i);
          7    }
          8    print(list);
          9    drop(list);
      ── Memory ──────────────────────────────────────────────────────────────────────
      Stack                          Heap
      ┌ main (list.c:6) ─────┐       struct node [value|next]
      │*list  ●──────────────┼─────▶ #2 [20│●]─▶ #1 [10│?]
      │ i     6              │
      └──────────────────────┘





      ── Output ──────────────────────────── │ ── Findings ───────────────────────────
       10                                    │  3 16 bytes in 1 blocks are def… step 4
      ▌20                                    │  1 Invalid read of size 4       step 10
                                             │
       step 6 of 10 · main (list.c:6)
       n N next  s S step  f F out  e E finding  g G go to  m memory  ? help  q quit
      "
    `);
  });

  it("has the memory at the right where there is room", () => {
    expect(text(draw(at(10), scene(10), 120, 40))).toMatchInlineSnapshot(`
      "
      ── list.c ────────────────────────────────────────── │ ── Memory ───────────────────────────────────────────────────────
          1  #include "list.h"                             │ Stack                          Heap
          2                                                │ ┌ main (list.c:10) ────┐       struct node [value|next]
          3  int main(void) {                              │ │ list  ●╳─────────────┼─────▶ #2 freed ┊20┊●▶#1┊
          4    struct node *list = NULL;                   │ │ i     10             │       #1 [10│?]
          5    for (int i = 1; i <= 3; i++) {              │ └──────────────────────┘
          6      list = push(list, 10 * i);                │
          7    }                                           │
          8    print(list);                                │
          9    drop(list);                                 │
      ▶  10      return sum(list) /* of a list that is no… │
         11  }                                             │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
                                                           │
      ── Output ────────────────────────────────────────── │
       10                                                  │
       20                                                  │
                                                           │
                                                           │
                                                           │
      ── Findings ──────────────────────────────────────── │
       3 16 bytes in 1 blocks are definitely lost   step 4 │
      ▶1 Invalid read of size 4                    step 10 │
                                                           │
                                                           │
                                                           │
       step 10 of 10 · main (list.c:10)
       n N next  s S step  f F out  e E finding  g G go to  m memory  o output  r report  ? help  q quit
      "
    `);
  });

  it("says the most important in 40 columns and 12 lines", () => {
    expect(text(draw(at(6), scene(6), 40, 12))).toMatchInlineSnapshot(`
      "
      ── list.c ──────────────────────────────
      ▶  6      list = push(list, 10 * i);
         7    }
      ── Memory ─────── lines 1–4 of 9: j, k ─
      Stack
      ┌ main (list.c:6) ─────┐
      │*list  ●▶#2           │
      │ i     6              │
      ── Output ───────────────── 2 findings ─
       20
       step 6 of 10 · main (list.c:6)
       n N next  s S step  ? help  q quit
      "
    `);
    expect(text(draw(at(10), scene(10), 40, 12))).toMatchInlineSnapshot(`
      "
      ── list.c ──────────────────────────────
      ▶  10      return sum(list) /* of a lis…
         11  }
      ── Memory ────── lines 1–4 of 10: j, k ─
      Stack
      ┌ main (list.c:10) ────┐
      │ list  ●╳▶#2          │
      │ i     10             │
      ── Findings ────────────────────────────
      ▶1 Invalid read of size 4        step 10
       step 10 of 10 · main (list.c:10)
       n N next  s S step  ? help  q quit
      "
    `);
  });

  it("asks for a larger window", () => {
    expect(text(draw(at(6), scene(6), 39, 12))).toMatchInlineSnapshot(`
      "
      The window is too small.
      It has to have 40
      columns and 10 lines.
      q quits.








      "
    `);
    expect(draw(at(6), scene(6), 10, 2).lines).toHaveLength(2);
  });

  it("is made of plain characters on request", () => {
    const ascii = { charset: "ascii", color: false } as const;
    const screen = drawScreen(
      at(10),
      scene(10, { printed: "20\n" }),
      { columns: 80, rows: 24 },
      ascii,
    );
    expect(text(screen)).toMatch(/^[\x20-\x7e\n]*$/);
    expect(text(screen)).toMatchInlineSnapshot(`
      "
      -- list.c ----------------------------------------------------------------------
          6      list = push(list, 10 * i);
          7    }
          8    print(list);
          9    drop(list);
      >  10      return sum(list) /* of a list that is no longer there, as the repo...
         11  }
      -- Memory ----------------------------------------------------------------------
      Stack                          Heap
      + main (list.c:10) ----+       struct node [value|next]
      | list  ox-------------+-----> #2 freed :20:o>#1:
      | i     10             |       #1 [10|?]
      +----------------------+





      -- Output ---------------------------- | -- Findings ---------------------------
       10                                    |  3 16 bytes in 1 blocks are d... step 4
      |20                                    | >1 Invalid read of size 4       step 10
                                             |
       step 10 of 10 - main (list.c:10)
       n N next  s S step  f F out  e E finding  g G go to  m memory  ? help  q quit
      "
    `);
  });

  it("shows the keys, the output and the report over everything else", () => {
    const view = (name: "help" | "output" | "report") => at(6, { view: { name, top: 0 } });
    expect(text(draw(view("help"), scene(6), 80, 24))).toMatchInlineSnapshot(`
      "
      ── Keys, and the same into the past ────────────────────────────────────────────
       n ↓     N ↑     the next line; calls are stepped over
       s →     S ←     the next step, wherever it is
       i       I       into the call that the line makes, else the next line
       f       F       out: until the function has returned; backwards: to its call
       ]       [       the next time that this line runs
       e       E       the next finding of the report
       c       C       on to the next finding, or to the end
       g       G       go to a step or line that is typed: 12, :14, list.c:14
       w       W       to a change of a variable or byte that is typed: list, #3+8
       a               to the allocation of a block whose number is typed
       d               to where that block is freed
       b               the history of that block
       > End   < Home  the end of the run; backwards: its start
       Enter           the last move once more
       m               the memory on the whole screen, with every call's variables
       j PgDn  k PgUp  where the memory has no room: more of it, below or above
       x               what the library's types are made of, or no longer
       o               all that the program has printed so far
       r               the report
       Ctrl-L          draws the screen anew
       ? h             this help
       q               quits, as Ctrl-C does
       arrows, space: scroll; another key: back
      "
    `);
    expect(text(draw(view("output"), scene(6), 40, 10))).toMatchInlineSnapshot(`
      "
      ── Output ──────────────────────────────
      10
      20






       arrows, space: scroll; another key: ba…
      "
    `);
    expect(text(draw(view("report"), scene(6), 40, 10))).toMatchInlineSnapshot(`
      "
      ── Report ──────────────────────────────
      Redzone: list.c

      Invalid read of size 4
         at main (list.c:10)




       arrows, space: scroll; another key: ba…
      "
    `);
  });

  it("says which lines of a view are seen", () => {
    const screen = draw(at(6, { view: { name: "help", top: 99 } }), scene(6), 80, 12);
    const [page, most] = [10, KEYS.length - 10];
    expect(screen.lines[0]).toContain(`lines ${most + 1}–${KEYS.length} of ${KEYS.length}`);
    expect(screen.extent).toEqual({ top: most, most, page });
  });

  it("begins at the end of the output", () => {
    const long = scene(6, { picture: pictureAt(6, "1\n2\n3\n4\n5\n6\n7\n8\n9\n") });
    const view = { name: "output", top: Number.POSITIVE_INFINITY } as const;
    expect(draw(at(6, { view }), long, 40, 10).lines.slice(1, 3)).toEqual(["2", "3"]);
  });

  it("always shows the call that runs, and the others over everything else", () => {
    const calls = Array.from({ length: 9 }, (_, at) => 9 - at);
    const frames = calls.map((number) => frame(number, "walk", { depth: number, left: 0 }, 6));
    const deep = scene(6, { picture: picture({ ...pictureAt(6), frames }) });
    const page = draw(at(6), deep, 80, 24).lines.join("\n");
    expect(page).toMatch(/depth {2}9\b/);
    expect(page).not.toMatch(/depth {2}2\b/);
    const whole = draw(at(6, { view: { name: "memory", top: 0 } }), deep, 80, 40).lines.join("\n");
    for (const call of calls) expect(whole).toMatch(new RegExp(`depth {2}${call}\\b`));
  });

  it("has a line to type into, with the cursor behind what was typed", () => {
    const prompt = { name: "place", direction: 1, text: "list.c:1" } as const;
    const { lines, cursor } = draw(at(6, { prompt }), scene(6), 80, 24);
    expect(lines.at(-2)).toBe("go to step, :line or file:line: list.c:1");
    expect(cursor).toEqual({ row: 22, column: 40 });
    const long = draw(at(6, { prompt: { ...prompt, text: "x".repeat(100) } }), scene(6), 40, 12);
    expect(long.cursor?.column).toBe(39);
  });

  it("tells why a key did nothing, if need be in place of where one is", () => {
    const message = "there is no block 9: they go from 1 to 2";
    const told = (columns: number) => draw(at(6, { message }), scene(6), columns, 12).lines.at(-2);
    expect(told(80)?.trim()).toBe(`step 6 of 10 · ${message}`);
    expect(told(41)?.trim()).toBe(message);
  });

  it("tells that the run was cut off, and that an answer takes its time", () => {
    const status = (more: Partial<Scene>) => draw(at(6), scene(6, more), 80, 12).lines.at(-2);
    expect(status({ stopped: true })).toContain("stopped: it did not end by itself");
    expect(status({ waiting: true })).toContain("one moment …");
  });

  it("never is larger than its terminal", () => {
    const states = fc.record({
      step: fc.constantFrom(1, 6, 10, 11),
      top: fc.nat(40),
      view: fc.constantFrom(
        undefined,
        ...(["help", "memory", "output", "report", "history"] as const),
      ),
      prompt: fc.option(fc.string(), { nil: undefined }),
      message: fc.option(fc.string({ unit: "grapheme" }), { nil: undefined }),
    });
    const size = fc.record({
      columns: fc.integer({ min: 1, max: 200 }),
      rows: fc.integer({ min: 1, max: 60 }),
    });
    const wild = fc.string({ unit: "grapheme", maxLength: 300 });
    const charset = fc.constantFrom("unicode", "ascii");
    fc.assert(
      fc.property(
        states,
        size,
        wild,
        charset,
        fc.boolean(),
        (wish, window, output, chars, color) => {
          const state = at(wish.step, {
            top: wish.top,
            view: wish.view && { name: wish.view, top: wish.top },
            prompt:
              wish.prompt === undefined
                ? undefined
                : { name: "place", direction: 1, text: wish.prompt },
            message: wish.message,
          });
          const shown = scene(wish.step, {
            picture: pictureAt(wish.step, output),
            printed: output.slice(-5),
          });
          const { lines, cursor } = drawScreen(state, shown, window, { charset: chars, color });
          expect(lines).toHaveLength(window.rows);
          expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(window.columns);
          expect(cursor?.column ?? 0).toBeLessThan(window.columns);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
          expect(lines.join("")).toMatch(/^(?:\x1b\[\d+m|[^\p{Cc}])*$/u);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("the source", () => {
  const first = (screen: Screen) => Number(/\d+/.exec(screen.lines[1] ?? "")?.[0]);
  const walk = (steps: readonly number[]) => {
    let places: Places | undefined;
    return steps.map((step) => {
      const screen = draw(at(step), scene(step), 80, 24, places);
      places = screen.places;
      return first(screen);
    });
  };

  it("stays where it is as long as the lines around the current one are seen", () => {
    expect(walk([1, 2, 3, 4])).toEqual([1, 1, 1, 1]);
    expect(walk([1, 4, 5, 6, 5, 4])).toEqual([1, 1, 2, 3, 3, 2]);
    expect(walk([1, 10, 9, 10])).toEqual([1, 6, 6, 6]);
  });

  it("is missed where there is none", () => {
    const shown = scene(6, { readSource: () => undefined });
    expect(draw(at(6), shown, 80, 24).lines[1]).toBe(" list.c cannot be read");
    const nowhere = scene(6, { picture: { ...pictureAt(6), place: { function: "f" } } });
    expect(draw(at(6), nowhere, 80, 24).lines[1]).toBe(" this code has no source file");
  });

  it("gives way to how the program ended, unless that was within a call", () => {
    const sentence = "The program exited with status 7.";
    expect(draw(at(11), scene(11), 80, 24).lines[1]).toBe(` ${sentence}`);
    const frames = [frame(1, "main", {}, 9)];
    const within = scene(11, { picture: { ...pictureAt(11), frames } });
    const { lines } = draw(at(11), within, 100, 24);
    expect(lines.find((line) => line.startsWith("▶"))).toContain("drop(list);");
    expect(lines.at(-2)).toContain(`the end, after 10 steps · ${sentence} · main (list.c:9)`);
  });
});

describe("the output", () => {
  const shown = (output: string, printed: string) =>
    draw(at(6), scene(6, { picture: pictureAt(6, output), printed }), 60, 24)
      .lines.slice(-5, -2)
      .map((line) => line.trimEnd());

  it("ends with what was printed last, and marks what the step before printed", () => {
    expect(shown("1\n2\n3\n4\n", "3\n4\n")).toEqual([" 2", "▌3", "▌4"]);
    expect(shown("1\n2\n3", "3")).toEqual([" 1", " 2", "▌3"]);
    expect(shown("1\n", "")).toEqual([" 1", "", ""]);
    expect(shown("", "")).toEqual([" nothing printed yet", "", ""]);
  });

  it("does the terminal no harm", () => {
    expect(shown("\x1b[2Jgone\ta\r\n", "")[0]).toBe(" �[2Jgone    a");
  });
});

it("says all of it without colour, too", () => {
  const size = { columns: 80, rows: 24 };
  const coloured = drawScreen(at(10), scene(10, { printed: "20\n" }), size, {
    charset: "unicode",
    color: true,
  });
  const plain = drawScreen(at(10), scene(10, { printed: "20\n" }), size, unicode);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  expect(coloured.lines.map((line) => line.replace(/\x1b\[\d+m/g, ""))).toEqual(plain.lines);
  expect(coloured.lines).not.toEqual(plain.lines);
});
