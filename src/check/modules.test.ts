/** Modules written by hand: those that run, and why others are refused, in one sentence. */
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { createHost } from "../runtime/host/node-host.ts";
import { check } from "./check.ts";

const { parseWat } = await wabt();

/** What comes of a module whose `_start` is this code: why it is refused, or the titles of its errors. */
function outcomeOf(text: string): string | readonly string[] {
  const features = {
    threads: true,
    memory64: true,
    extended_const: true,
    tail_call: true,
    exceptions: true,
  };
  const parsed = parseWat("test.wat", `(module ${text})`, features);
  const request = {
    module: new Uint8Array(parsed.toBinary({}).buffer),
    program: "test.wasm",
    args: [],
    env: [],
    directories: [],
    maxMemory: 2 ** 24,
    exitOnFirstError: false,
    definedness: true,
    trackOrigins: false,
    errorsForLeakKinds: [],
  };
  const host = createHost({
    args: [],
    env: {},
    directories: [],
    stdin: { kind: "pipe", read: () => new Uint8Array() },
    stdout: { kind: "pipe", write() {} },
    stderr: { write() {} },
  });
  const outcome = check(request, { host });
  return "refused" in outcome ? outcome.refused : outcome.report.errors.map(({ title }) => title);
}

const start = (code: string) => `(func (export "_start") ${code})`;

describe("a module runs", () => {
  it.each<[string, string, readonly string[]]>([
    ["without a memory", start("(drop (i32.const 1))"), []],
    ["with an empty memory", `(memory 0) ${start("(drop (memory.size))")}`, []],
    [
      "whose data lies at a computed address",
      `(memory 1) (global $base i32 (i32.add (i32.const 2000) (i32.const 40)))
       (data (i32.sub (i32.const 2048) (i32.const 8)) "hi") (global i32 (global.get $base))
       ${start("(if (i32.ne (i32.load16_u (global.get 1)) (i32.const 0x6968)) (then unreachable))")}`,
      [],
    ],
    [
      "with a memory that threads could share",
      `(memory 1 2 shared) ${start("(drop (i32.atomic.rmw.add (i32.const 2048) (i32.const 1)))")}`,
      [],
    ],
    [
      "until an atomic access is not aligned",
      `(memory 1) ${start("(drop (i32.atomic.load (i32.const 2049)))")}`,
      ["Atomic access at an address that is no multiple of its size"],
    ],
    [
      "and catches all, but not its own end",
      `(memory 1) ${start("try (drop (i32.load (i32.const 70000))) catch_all unreachable end")}`,
      ["Invalid read of size 4"],
    ],
    [
      "until nothing is filled behind its memory",
      `(memory 1) ${start("(memory.fill (i32.const 65537) (i32.const 0) (i32.const 0))")}`,
      ["Access outside the program's memory"],
    ],
  ])("%s", (_, text, titles) => {
    expect(outcomeOf(text)).toEqual(titles);
  });
});

describe("a module is refused", () => {
  it.each<[string, string]>([
    [
      `(memory i64 1) ${start("")}`,
      "is malformed: at byte 0x15: 64-bit addresses (memory64) is not supported",
    ],
    // The place counts from the file's start, of code as well.
    [
      `(memory 1) ${start("(i32.add (i64.const 1) (i32.const 2)) drop")}`,
      "is malformed: at byte 0x2c: i32.add expects i32, not i64",
    ],
    [`(table 20000000 funcref) ${start("")}`, "cannot be started: WebAssembly"],
    [`(import "env" "m" (memory 1 1 shared)) ${start("")}`, "imports env.m (memory)"],
    [
      `(memory 1) (data (i32.const 65535) "ab") ${start("")}`,
      "has data that lies outside of its memory",
    ],
  ])("%s", (text, sentence) => {
    expect(outcomeOf(text)).toContain(sentence);
  });
});
