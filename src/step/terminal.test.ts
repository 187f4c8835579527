import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { keyOf, Terminal, type TerminalInput } from "./terminal.ts";

const Entered = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J";
const Left = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";

/** A terminal of pretence, with all that was done to it. */
function pretend() {
  const told: string[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode: (raw: boolean) => told.push(raw ? "raw" : "cooked"),
  }) satisfies TerminalInput;
  const output = Object.assign(new EventEmitter(), {
    columns: 20,
    rows: 3,
    write: (text: string) => told.push(text),
  });
  const system = Object.assign(new EventEmitter(), {
    stop: (which: string) => told.push(`stop ${which}`),
  });
  const terminal = new Terminal({ input, output }, system, {
    key: (key) => told.push(`key ${key}`),
    redraw: () => told.push("redraw"),
    end: (signal) => told.push(`end ${signal}`),
  });
  /** What was done since the last time. */
  const taken = () => told.splice(0);
  const type = async (bytes: string) => {
    input.write(bytes);
    await new Promise((resolve) => setImmediate(resolve));
    return taken();
  };
  return { input, output, system, terminal, taken, type };
}

describe("a terminal", () => {
  it("is left as it was", () => {
    const { terminal, input, output, system, taken } = pretend();
    terminal.open();
    expect(taken()).toEqual(["raw", Entered]);
    terminal.close();
    expect(taken()).toEqual([Left, "cooked"]);
    terminal.close();
    expect(taken()).toEqual([]);
    expect([output.eventNames(), system.eventNames()]).toEqual([[], []]);
    expect(input.isPaused()).toBe(true);
  });

  it.each(["uncaughtExceptionMonitor", "exit"])("is left before %s is told", (event) => {
    const { terminal, system, taken } = pretend();
    terminal.open();
    taken();
    system.emit(event);
    expect(taken()).toEqual([Left, "cooked"]);
    terminal.close();
    expect(taken()).toEqual([]);
  });

  it("is left while the job is stopped, and entered when it goes on", async () => {
    const { terminal, system, taken, type } = pretend();
    terminal.open();
    taken();
    expect(await type("\x1a")).toEqual(["stop job"]);
    system.emit("SIGTSTP");
    expect(taken()).toEqual([Left, "cooked", "stop process"]);
    terminal.show(["nobody sees this"], undefined, false);
    expect(taken()).toEqual([]);
    system.emit("SIGCONT");
    expect(taken()).toEqual(["raw", Entered, "redraw"]);
  });

  it("tells keys, and who asks for the end", async () => {
    const { terminal, system, output, taken, type } = pretend();
    terminal.open();
    taken();
    expect(await type("nN\r\x1b[A\x1b[6~ü\x7f\x0c")).toEqual([
      "key n",
      "key N",
      "key enter",
      "key up",
      "key pagedown",
      "key ü",
      "key backspace",
      "key ctrl-l",
    ]);
    expect(await type("\x03")).toEqual(["end SIGINT"]);
    system.emit("SIGTERM");
    output.emit("resize");
    expect(taken()).toEqual(["end SIGTERM", "redraw"]);
  });

  it("ends when its other side has gone", async () => {
    const { terminal, input, taken } = pretend();
    terminal.open();
    taken();
    input.end();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(taken()).toEqual(["end SIGHUP"]);
  });

  it("gets only the lines that are others than before", () => {
    const { terminal, taken } = pretend();
    terminal.open();
    taken();
    terminal.show(["a", "b", ""], undefined, false);
    expect(taken()).toEqual([
      "\x1b[1;1H\x1b[Ka\x1b[0m\x1b[2;1H\x1b[Kb\x1b[0m\x1b[3;1H\x1b[K\x1b[0m",
    ]);
    terminal.show(["a", "c", ""], undefined, false);
    expect(taken()).toEqual(["\x1b[2;1H\x1b[Kc\x1b[0m"]);
    terminal.show(["a", "c", ""], undefined, false);
    expect(taken()).toEqual([]);
    terminal.show(["a", "", ""], undefined, true);
    expect(taken()).toEqual(["\x1b[0m\x1b[2J\x1b[1;1H\x1b[Ka\x1b[0m"]);
  });

  it("shows its cursor only where somebody types", () => {
    const { terminal, taken } = pretend();
    terminal.open();
    terminal.show(["> 12"], undefined, false);
    taken();
    terminal.show(["> 12"], { row: 0, column: 4 }, false);
    expect(taken()).toEqual(["\x1b[1;5H\x1b[?25h"]);
    terminal.show(["> 12"], { row: 0, column: 4 }, false);
    expect(taken()).toEqual([]);
    terminal.show(["> 123"], { row: 0, column: 5 }, false);
    expect(taken()).toEqual(["\x1b[?25l\x1b[1;1H\x1b[K> 123\x1b[0m\x1b[1;6H\x1b[?25h"]);
    terminal.show(["gone"], undefined, false);
    expect(taken()).toEqual(["\x1b[?25l\x1b[1;1H\x1b[Kgone\x1b[0m"]);
  });

  it("has a usual size when it does not say one", () => {
    const { terminal, output } = pretend();
    expect(terminal.size).toEqual({ columns: 20, rows: 3 });
    Object.assign(output, { columns: 0, rows: undefined });
    expect(terminal.size).toEqual({ columns: 80, rows: 24 });
  });
});

it.each<[string | undefined, Parameters<typeof keyOf>[1], string | undefined]>([
  [" ", { name: "space" }, " "],
  ["N", { name: "n" }, "N"],
  ["\r", { name: "return" }, "enter"],
  ["\x1b", { name: "escape", meta: true }, "escape"],
  ["n", { name: "n", meta: true }, undefined],
  ["\x0c", { name: "l", ctrl: true }, "ctrl-l"],
  [undefined, { name: "undefined" }, undefined],
  ["文", {}, "文"],
])("%j, %j is the key %j", (text, pressed, key) => {
  expect(keyOf(text, pressed)).toBe(key);
});
