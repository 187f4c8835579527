import { expect, it, vi } from "vitest";
import { ReplayFailed } from "../trace/failures.ts";
import type { Key } from "./keys.ts";
import { type Display, Session } from "./session.ts";
import { FakeProgram, Source } from "./step.fixture.ts";

interface Shown {
  readonly status: string;
  readonly lines: readonly string[];
  readonly cursor: boolean;
  readonly anew: boolean;
}

/** A session, what it showed, and what it still has to do. */
function begin(program = new FakeProgram(), step = 1) {
  const shown: Shown[] = [];
  const display: Display & { size: { columns: number; rows: number } } = {
    size: { columns: 80, rows: 24 },
    show(lines, cursor, anew) {
      const status = lines.at(-2)?.trim() ?? "";
      shown.push({ status, lines, cursor: cursor !== undefined, anew });
    },
  };
  const session = new Session(program, display, {
    step,
    open: false,
    charset: "unicode",
    color: false,
    report: "nothing to report",
    stopped: false,
    readSource: (file) => (file === "list.c" ? Source : undefined),
  });
  const running = session.run();
  const press = (...keys: readonly Key[]) => {
    for (const key of keys) session.press(key);
  };
  /** When all that was typed has been answered and shown. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { program, session, display, shown, running, press, settled };
}

it("shows where it begins, and every step that a key leads to", async () => {
  const { shown, press, settled, running } = begin();
  await settled();
  expect(shown.at(-1)?.status).toBe("step 1 of 10 · main (list.c:1)");
  press("n");
  await settled();
  expect(shown.at(-1)?.status).toBe("step 2 of 10 · main (list.c:2)");
  press(">");
  await settled();
  expect(shown.at(-1)?.status).toBe("the end, after 10 steps · The program exited with status 7.");
  press("n");
  await settled();
  expect(shown.at(-1)?.status).toBe("the end, after 10 steps · this is the end of the run");
  press("q");
  await running;
});

it("takes every key that is typed while it waits, and draws where they have led", async () => {
  const program = new FakeProgram();
  const { shown, press, settled, running } = begin(program);
  await settled();
  let open = () => {};
  program.gate = new Promise((resolve) => {
    open = resolve;
  });
  press("n");
  await settled();
  press("n", "n", "n", "S");
  await settled();
  open();
  await settled();
  expect(program.asked.filter((each) => each.startsWith("picture"))).toEqual([
    "picture 1",
    "picture 2",
    "picture 4",
  ]);
  expect(shown.at(-1)?.status).toBe("step 4 of 10 · main (list.c:4)");
  press("q");
  await running;
});

it("asks for this line's other times by the line that the keys have led to", async () => {
  const { program, press, settled, running } = begin();
  press("n", "]", "g", ":", "7", "enter", "G", "a", ":", "7", "enter");
  await settled();
  expect(program.asked.filter((each) => each.startsWith("line"))).toEqual([
    'line {"file":"list.c","line":2,"direction":1} from 2',
    'line {"file":"list.c","line":7,"direction":1} from 2',
    'line {"file":"a","line":7,"direction":-1} from 2',
  ]);
  press("q");
  await running;
});

it("goes from finding to finding, in the order in which they happen", async () => {
  const { shown, press, settled, running } = begin();
  const steps: (string | undefined)[] = [];
  for (const key of ["e", "e", "e", "c", "E", "E", "E", "C"]) {
    press(key);
    await settled();
    steps.push(shown.at(-1)?.status.replace(/ · main.*/, ""));
  }
  expect(steps).toEqual([
    "step 4 of 10",
    "step 10 of 10",
    "step 10 of 10 · no finding happens after this step",
    "the end, after 10 steps · The program exited with status 7.",
    "step 10 of 10",
    "step 4 of 10",
    "step 4 of 10 · no finding happens before this step",
    "step 1 of 10",
  ]);
  press("q");
  await running;
});

it("looks for the steps of leaks while nobody asks for anything", async () => {
  const { program, shown, press, settled, running } = begin();
  await settled();
  expect(program.asked).toEqual(["finding 1", "picture 1", "finding 3"]);
  expect(
    shown
      .at(-1)
      ?.lines.slice(-5, -3)
      .map((line) => line.slice(-7)),
  ).toEqual([" step 4", "step 10"]);
  press("q");
  await running;
});

it("looks for the steps of leaks only on request where that may take long", async () => {
  const program = new FakeProgram();
  program.steps = 1_000_000;
  const { shown, press, settled, running } = begin(program);
  await settled();
  expect(program.asked).toEqual(["finding 1", "picture 1"]);
  press("e");
  await settled();
  expect(program.asked).toEqual(["finding 1", "picture 1", "finding 3", "picture 4"]);
  expect(shown.at(-1)?.status).toMatch(/^step 4 /);
  press("q");
  await running;
});

it("asks who writes to what is seen", async () => {
  const { program, shown, press, settled, running } = begin(new FakeProgram(), 5);
  press("w", ..."list", "enter", "W", ..."#2+4", "enter", "w", ..."0x20", "enter");
  await settled();
  expect(program.asked.filter((each) => /^(write|change)/.test(each))).toEqual([
    'change {"variable":"1.list","direction":1} from 5',
    `write {"address":${0x10044},"direction":-1} from 5`,
    'write {"address":32,"direction":1} from 5',
  ]);
  press("w", ..."tree", "enter");
  await settled();
  expect(shown.at(-1)?.status).toBe("step 5 of 10 · there is no variable tree in sight here");
  press("w", ..."#7", "enter");
  await settled();
  expect(shown.at(-1)?.status).toBe("step 5 of 10 · block #7 is not in sight here");
  press("q");
  await running;
});

it("tells the history of a block", async () => {
  const { shown, press, settled, running } = begin();
  press("b", "2", "enter");
  await settled();
  expect(
    shown
      .at(-1)
      ?.lines.slice(0, 3)
      .map((line) => line.trimEnd()),
  ).toEqual([
    expect.stringMatching(/^── History ─/),
    "Block #2 of list.c: 8 bytes",
    "  step 2  list.c:2 push  allocated",
  ]);
  press("q", "b", "3", "enter");
  await settled();
  expect(shown.at(-1)?.status).toContain("there is no block 3: they go from 1 to 2");
  press("q");
  await running;
});

it("has no current line at the end", async () => {
  const { shown, press, settled, running } = begin(new FakeProgram(), 11);
  press("]");
  await settled();
  expect(shown.at(-1)?.status).toContain("the run has ended: there is no current line");
  press("q");
  await running;
});

it("stays where it is when a step cannot be shown", async () => {
  const program = new FakeProgram();
  program.broken = { step: 2, error: new ReplayFailed("the program does something else") };
  const { shown, press, settled, running } = begin(program);
  press("n");
  await settled();
  expect(shown.at(-1)?.status).toBe("step 1 of 10 · the program does something else");
  press("q");
  await running;
});

it("ends with an error that is nobody's wish", async () => {
  const program = new FakeProgram();
  program.broken = { step: 2, error: new Error("the worker ended") };
  const { press, running } = begin(program);
  press("n");
  await expect(running).rejects.toThrow("the worker ended");
});

it("says so when an answer takes long", async () => {
  const program = new FakeProgram();
  const { shown, press, settled, running } = begin(program);
  await settled();
  let open = () => {};
  program.gate = new Promise((resolve) => {
    open = resolve;
  });
  press("n");
  await vi.waitFor(() => expect(shown.at(-1)?.status).toContain("one moment …"));
  open();
  await settled();
  expect(shown.at(-1)?.status).toBe("step 2 of 10 · main (list.c:2)");
  press("q");
  await running;
});

it("asks for a picture anew when types are to be opened", async () => {
  const { program, press, settled, running } = begin();
  press("x");
  await settled();
  press("x");
  await settled();
  const pictures = program.asked.filter((each) => each.startsWith("picture"));
  expect(pictures).toEqual(["picture 1", "picture 1 open", "picture 1"]);
  press("q");
  await running;
});

it("fits a new size, and draws everything anew", async () => {
  const { session, display, shown, press, settled, running } = begin();
  await settled();
  display.size = { columns: 40, rows: 12 };
  session.redraw();
  expect(shown.at(-1)).toMatchObject({ anew: true });
  expect(shown.at(-1)?.lines).toHaveLength(12);
  press("ctrl-l");
  await settled();
  expect(shown.slice(-2).map(({ anew }) => anew)).toEqual([true, false]);
  press("q");
  await running;
});

it("does not scroll beyond the end", async () => {
  const { display, session, shown, press, settled, running } = begin();
  display.size = { columns: 40, rows: 12 };
  press("j", "j", "j", "j", "j", "j");
  await settled();
  const low = shown.at(-1)?.lines;
  press("k");
  await settled();
  expect(shown.at(-1)?.lines).not.toEqual(low);
  session.redraw();
  press("q");
  await running;
});
