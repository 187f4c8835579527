import { describe, expect, it } from "vitest";
import type { Move } from "../trace/move.ts";
import { KEYS, type Key } from "./keys.ts";
import { type Extent, type Reaction, reduce, type State, startAt } from "./state.ts";

const extent: Extent = { top: 0, most: 30, page: 10 };

/** What the last of these keys does. */
function press(keys: readonly Key[], from: State = startAt(5, false)): Reaction {
  let reaction: Reaction = { state: from };
  for (const key of keys) reaction = reduce(reaction.state, key, extent);
  return reaction;
}
const typed = (text: string) => [...text];

describe("keys", () => {
  it("are each of one row", () => {
    const keys = KEYS.flatMap(({ forwards, backwards = [] }) => [...forwards, ...backwards]);
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
  });

  it("reach every move", () => {
    const prompted = [
      ["g", ..."12", "enter"],
      ["a", "3", "enter"],
      ["d", "3", "enter"],
    ];
    const keys = KEYS.flatMap(({ forwards, backwards = [] }) => [...forwards, ...backwards]);
    const asks = [...keys.map((key) => [key]), ...prompted].map((each) => press(each).ask);
    const moves = asks.map((ask) => (ask?.kind === "move" ? ask.move.to : ask?.kind));
    const all = {
      step: true,
      start: true,
      end: true,
      next: true,
      back: true,
      over: true,
      into: true,
      out: true,
      line: true,
      finding: true,
      allocation: true,
      free: true,
      // What is typed decides between them: see "of who writes".
      write: false,
      change: false,
    } satisfies Record<Move["to"], boolean>;
    const wanted = Object.entries(all).flatMap(([move, isAsked]) => (isAsked ? [move] : []));
    expect(moves).toEqual(expect.arrayContaining(wanted));
  });

  it.each<[Key, Key]>([
    ["n", "N"],
    ["i", "I"],
    ["f", "F"],
    ["]", "["],
    ["e", "E"],
    ["c", "C"],
  ])("%s goes forwards, %s backwards", (forwards, backwards) => {
    const [there, back] = [press([forwards]).ask, press([backwards]).ask];
    expect(there).toBeDefined();
    expect(back).toEqual(
      JSON.parse(JSON.stringify(there).replace('"direction":1', '"direction":-1')),
    );
    expect(back).not.toEqual(there);
  });

  it("do nothing when they are none of ours", () => {
    expect(press(["f7"])).toEqual({ state: startAt(5, false) });
  });

  it("repeat the last move with Enter", () => {
    expect(press(["enter"]).ask).toBeUndefined();
    expect(press(["f", "j", "enter"]).ask).toEqual(press(["f"]).ask);
    expect(press(["g", ...":14", "enter", "enter"]).ask).toMatchObject({ kind: "line", line: 14 });
  });

  it("take the message of the one before away", () => {
    const before = { ...startAt(5, false), message: "this is the end of the run" };
    expect(press(["k"], before).state.message).toBeUndefined();
  });
});

describe("a prompt", () => {
  it.each<[string, object]>([
    ["12", { kind: "move", move: { to: "step", step: 12 } }],
    [" 12 ", { kind: "move", move: { to: "step", step: 12 } }],
    [":14", { kind: "line", line: 14, direction: 1 }],
    ["list.c:14", { kind: "line", file: "list.c", line: 14, direction: 1 }],
    ["C:\\src\\list.c:14", { kind: "line", file: "C:\\src\\list.c", line: 14, direction: 1 }],
  ])("of a place understands %j", (text, ask) => {
    const { state, ask: asked } = press(["g", ...typed(text), "enter"]);
    expect(asked).toEqual(ask);
    expect(state.prompt).toBeUndefined();
  });

  it.each(["list.c", "-3", "1e3", "list.c:", "12:x"])("of a place refuses %j", (text) => {
    const { state, ask } = press(["g", ...typed(text), "enter"]);
    expect(ask).toBeUndefined();
    expect(state.message).toBe("expected a step or a line: 12, :14 or list.c:14");
  });

  it("goes to a line before this one", () => {
    expect(press(["G", ...":14", "enter"]).ask).toMatchObject({ line: 14, direction: -1 });
  });

  it("takes a block's number with or without its mark", () => {
    const ask = { kind: "move", move: { to: "free", block: 3 } };
    expect(press(["d", "3", "enter"]).ask).toEqual(ask);
    expect(press(["d", "#", "3", "enter"]).ask).toEqual(ask);
    const wrong = press(["a", "x", "enter"]);
    expect(wrong).toMatchObject({ state: { message: "expected a block's number, such as 3" } });
  });

  it.each<[string, object]>([
    ["list", { variable: "list" }],
    ["#3", { block: 3, offset: 0 }],
    ["#3+8", { block: 3, offset: 8 }],
    ["0x10020", { address: 0x10020 }],
  ])("of who writes understands %j", (text, to) => {
    const direction = -1;
    expect(press(["W", ...typed(text), "enter"]).ask).toEqual({ kind: "write", to, direction });
  });

  it.each(["#", "3", "#3+x"])("of who writes refuses %j", (text) => {
    expect(press(["w", ...typed(text), "enter"]).state.message).toMatch(/^expected a variable/);
  });

  it("of a history is no move that could be repeated", () => {
    const { state, ask } = press(["b", "3", "enter"]);
    expect(ask).toEqual({ kind: "history", block: 3 });
    expect(press(["enter"], state).ask).toBeUndefined();
  });

  it("can be edited and given up", () => {
    const edited = press(["g", "1", "3", "backspace", "2", "left", "f7"]);
    expect(edited.state.prompt?.text).toBe("12");
    expect(press(["g", "1", "ctrl-u"]).state.prompt?.text).toBe("");
    for (const last of [["escape"], ["backspace"], ["enter"]]) {
      expect(press(["g", ...last])).toEqual({ state: startAt(5, false) });
    }
    expect(press(["g", "q"]).quit).toBeUndefined();
  });
});

describe("what covers the screen", () => {
  it("is scrolled, and ended by any other key", () => {
    const { state } = press(["?"]);
    expect(state.view).toEqual({ name: "help", top: 0 });
    expect(press(["down"], state).state.view?.top).toBe(1);
    expect(press([" "], state).state.view?.top).toBe(9);
    expect(press(["up"], state).state.view?.top).toBe(0);
    for (const key of ["q", "escape", "n", "?"]) {
      expect(press([key], state)).toEqual({ state: startAt(5, false) });
    }
    expect(press(["r"], state).state.view).toEqual({ name: "report", top: 0 });
    expect(press(["o"]).state.view).toEqual({ name: "output", top: Number.POSITIVE_INFINITY });
  });
});

it("scrolls the memory as far as it goes", () => {
  expect(press(["j"]).state.top).toBe(9);
  const low = { ...extent, top: 28 };
  expect(reduce(startAt(5, false), "pagedown", low).state.top).toBe(30);
  expect(reduce(startAt(5, false), "pageup", low).state.top).toBe(19);
});

it("quits", () => {
  expect(press(["q"]).quit).toBe(true);
});
