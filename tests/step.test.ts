/** `redzone step` as a whole, but for the command line: a real program in a terminal of pretence; and the page about it. */
import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { KEYS } from "../src/step/keys.ts";
import { Session, type SessionOptions } from "../src/step/session.ts";
import { Terminal } from "../src/step/terminal.ts";
import { keyNames } from "../src/step/views.ts";
import { isBlessing } from "./harness/blessing.ts";
import { opened } from "./support/opened-trace.ts";
import { PretendedTerminal } from "./support/pretended-terminal.ts";

const Page = "docs/stepping.md";
const page = readFileSync(Page, "utf8");
const Source = "examples/c/linked_list_use_after_free.c";

async function stepping(source: string, options: Partial<SessionOptions> = {}) {
  const { trace, report } = await opened(source);
  const { steps, last } = trace;
  const program = {
    report,
    steps,
    last,
    move: async (...words: Parameters<typeof trace.move>) => trace.move(...words),
    picture: async (...words: Parameters<typeof trace.picture>) => trace.picture(...words),
    output: async (step: number) => trace.output(step),
    history: async (block: number) => trace.history(block),
  };
  const screen = new PretendedTerminal(80, 24);
  const terminal = new Terminal(screen, screen.system, {
    key: (key) => session.press(key),
    redraw: () => session.redraw(),
    end: (signal) => {
      throw new Error(signal);
    },
  });
  const session: Session = new Session(program, terminal, {
    step: 1,
    open: false,
    charset: "unicode",
    color: true,
    report: "",
    stopped: false,
    readSource: (file) => readFileSync(file, "utf8"),
    ...options,
  });
  terminal.open();
  const ended = session.run();
  /** The screen, once it says this in its line about where one is. */
  const at = async (place: string) => {
    await vi.waitFor(() => expect(screen.lines.at(-2)).toContain(place), { timeout: 10_000 });
    return `\n${screen.lines.join("\n")}\n`;
  };
  return { screen, terminal, ended, at };
}

it("steps through a list that is used after it was freed, and back", async () => {
  const { screen, terminal, ended, at } = await stepping(Source);
  expect(screen).toMatchObject({ isRaw: true, isAlternate: true });
  await at("step 1 of 39");
  // Over three calls, line by line.
  screen.type("nn\x1b[Bn");
  expect(await at("step 20 of 39")).toMatchInlineSnapshot(`
    "
    ── examples/c/linked_list_use_after_free.c ─────────────────────────────────────
       40      list = push(list, 30);
       41
    ▶  42      print(list);
       43      free_list(list);
       44      return 0;
       45  }
    ── Memory ──────────────────────────────────────────────────────────────────────
    Stack                          Heap
    ┌ main, line 42 ───────┐       struct node [value|next]
    │*list  ●──────────────┼─────▶ #3 [30│●]─▶ #2 [20│●]─▶ #1 [10│∅]
    └──────────────────────┘






    ── Output ──────────────────────────── │ ── Findings ───────────────────────────
     nothing printed yet                   │  1 Invalid read of size 4       step 33
                                           │
                                           │
     step 20 of 39 · main (linked_list_use_after_free.c:42)
     n N next  s S step  f F out  e E finding  g G go to  m memory  ? help  q quit
    "
  `);
  // Into print(), out of it, back into its end, back to its call.
  screen.type("s");
  await at("print (linked_list_use_after_free.c:23)");
  screen.type("f");
  expect(await at("main (linked_list_use_after_free.c:43)")).toContain(" 30 -> 20 -> 10 -> NULL");
  screen.type("\x1b[D");
  const printed = await at("print (linked_list_use_after_free.c:27)");
  expect(printed).toContain("▌30 -> 20 -> 10 -> NULL");
  screen.type("F");
  await at("main (linked_list_use_after_free.c:42)");
  screen.type("e");
  const inPage = page.replace(/^```\n── .*?```$/ms, `\`\`\`${await at("step 33 of 39")}\`\`\``);
  if (isBlessing()) writeFileSync(Page, inPage);
  else expect(inPage).toBe(page);
  screen.type("d2\r");
  await at("free_list (linked_list_use_after_free.c:32)");
  screen.type("g:44\r");
  await at("main (linked_list_use_after_free.c:44)");
  screen.resize(40, 12);
  await at("step 39 of 39");
  expect(screen.lines).toHaveLength(12);
  screen.type("q");
  await ended;
  terminal.close();
  expect(screen).toMatchObject({ isRaw: false, isAlternate: false });
});

it("goes on whatever is typed, in a window of any size", async () => {
  const { screen, terminal, ended, at } = await stepping(Source);
  await at("step 1 of 39");
  const keys = KEYS.flatMap(({ forwards, backwards = [] }) => [...forwards, ...backwards]);
  const letters = keys.filter((key) => key.length === 1 && key !== "q");
  const typed = fc.oneof(
    fc.constantFrom(
      ...letters,
      " ",
      "\r",
      "\x7f",
      "\x0c",
      "\x1b[A",
      "\x1b[B",
      "\x1b[5~",
      "\x1b[6~",
    ),
    fc.constantFrom("g:23\r", "G:30\r", "g12\r", "a2\r", "d3\r", "b1\r", "wlist\r", "W#2+4\r"),
    fc.tuple(fc.integer({ min: 5, max: 160 }), fc.integer({ min: 2, max: 60 })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(typed, { maxLength: 40 }), async (all) => {
      for (const each of all) {
        if (typeof each === "string") screen.type(each);
        else screen.resize(...each);
      }
      // Out of whatever it is in, and back to the start.
      screen.type("\x15\x7f\x7f<<");
      screen.resize(80, 24);
      await at("step 1 of 39");
    }),
    { numRuns: 20, endOnFailure: true },
  );
  screen.type("q");
  await ended;
  terminal.close();
}, 60_000);

it("has every key in its page", () => {
  const rows = [...page.matchAll(/^\| (`.*) \|$/gm)].map(([, row]) =>
    row!
      .replaceAll("`", "")
      .split("|")
      .map((cell) => cell.trim()),
  );
  expect(rows).toEqual(
    KEYS.map(({ forwards, backwards = [], help }) => [
      keyNames(forwards, "unicode"),
      keyNames(backwards, "unicode"),
      help,
    ]),
  );
});
