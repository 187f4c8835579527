import { describe, expect, it } from "vitest";
import type { Addr } from "../bytes/brand.ts";
import { State } from "../shadow/states.ts";
import {
  definedProgram,
  LibrarySite,
  program as newProgram,
  ProgramEnd,
  UserSite,
} from "./program.fixture.ts";
import { StringFunctions } from "./strings.ts";

/** 16 addressable bytes; none before or behind. */
const Buffer16 = 0x2000;
const End = ProgramEnd;

function program({ exitOnFirstError = false } = {}) {
  const { memory, calls, errors, csp } = newProgram({ exitOnFirstError });
  memory.shadow.mark(Buffer16, Buffer16 + 16, State.Addressable);
  const found = () =>
    errors.log.all().map((each) => ({
      kind: each.kind,
      at: "address" in each ? each.address : undefined,
      count: each.count,
      innermost: each.stack[0],
    }));
  return { memory, calls, errors, strings: new StringFunctions(memory, errors), found, csp };
}

const stopsFor = (reason: string) => expect.objectContaining({ name: "ProgramStop", reason });

describe("a library string function", () => {
  it("counts every byte that it may not read in one error, which has the first one's address", () => {
    const { memory, strings, found, csp } = program();
    memory.bytes.fill(0x61, Buffer16, Buffer16 + 30);
    expect(strings.strlen(Buffer16, csp)).toBe(30);
    const at = Buffer16 + 16;
    const innermost = { intrinsic: "strlen" };
    expect(found()).toEqual([{ kind: "InvalidRead", at, count: 15, innermost }]);
    strings.strlen(Buffer16, csp);
    expect(found()).toEqual([{ kind: "InvalidRead", at, count: 30, innermost }]);
  });

  it("does not count the good bytes between bad ones", () => {
    const { memory, strings, found, csp } = program();
    const empty = 0x3000;
    memory.shadow.mark(empty, empty + 8, State.Addressable);
    strings.stpncpy("strncpy", Buffer16 - 3, empty, 24, csp);
    const innermost = { intrinsic: "strncpy" };
    const error = { kind: "InvalidWrite", at: Buffer16 - 3, count: 8, innermost };
    expect(found()).toEqual([error]);
  });

  it("ends the run at the first byte outside the program's memory", () => {
    const { memory, strings, found, csp } = program();
    memory.bytes.fill(0x61, End - 20, End);
    expect(() => strings.strlen(End - 20, csp)).toThrow(stopsFor("memory"));
    expect(found()).toMatchObject([{ at: End - 20, count: 21 }]);
  });

  it("is named in the error when its argument is outside the program's memory", () => {
    const calls: Record<string, (run: ReturnType<typeof program>) => void> = {
      strlen: ({ strings, csp }) => strings.strlen(0xf0000000, csp),
      memchr: ({ strings, csp }) => strings.memchr(0xf0000000, 1, 0xffffffff, csp),
      strchrnul: ({ strings, csp }) => strings.strchrnul(0xf0000000, 1, csp),
      strcpy: ({ strings, csp }) => strings.stpcpy("strcpy", Buffer16, 0xf0000000, csp),
      stpcpy: ({ strings, csp }) => strings.stpcpy("stpcpy", Buffer16, 0xf0000000, csp),
      strncpy: ({ strings, csp }) => strings.stpncpy("strncpy", Buffer16, 0xf0000000, 4, csp),
    };
    for (const [intrinsic, call] of Object.entries(calls)) {
      const run = program();
      expect(() => call(run)).toThrow(stopsFor("memory"));
      const at = 0xf0000000;
      expect(run.found()).toEqual([
        { kind: "InvalidRead", at, count: 1, innermost: { intrinsic } },
      ]);
    }
  });

  it("ends the run at once with exitOnFirstError, after one error", () => {
    const { strings, found, csp } = program({ exitOnFirstError: true });
    expect(() => strings.stpncpy("strncpy", 0x3000, Buffer16, 9, csp)).toThrow(
      stopsFor("first-error"),
    );
    expect(found()).toMatchObject([{ at: 0x3000, count: 1 }]);
  });

  it("is the only one to report its bytes, whichever of them the library touches again", () => {
    const { memory, calls, errors, strings, found, csp } = program();
    memory.bytes.fill(0x61, Buffer16, Buffer16 + 20);
    strings.strlen(Buffer16, csp);
    for (let at = Buffer16 + 20; at >= Buffer16 + 16; at--) {
      errors.access(at as Addr, 1, false, LibrarySite, csp);
    }
    expect(found()).toMatchObject([{ count: 5 }]);
    // What it did not touch is another mistake, and so is the same in another call.
    errors.access((Buffer16 + 21) as Addr, 1, false, LibrarySite, csp);
    calls.words[0] = UserSite + 8;
    errors.access((Buffer16 + 17) as Addr, 1, false, LibrarySite, csp);
    expect(found()).toHaveLength(3);
  });
});

describe("undefined bytes in a library string function", () => {
  const Text = 0x2000;
  const Copy = 0x2100;
  const Origin = 0x80000123;
  const origin = { kind: "stack", stack: [{ site: 0x123 }] };
  const stackOf = (intrinsic: string) => [{ intrinsic }, { site: UserSite }];

  /** "abcdefgh" and 24 zeros; all defined but the bits given by offset. */
  function withText(undefinedBits: Record<number, number>) {
    const made = definedProgram(Text, 0x200);
    made.memory.bytes.set(new TextEncoder().encode("abcdefgh"), Text);
    for (const [offset, bits] of Object.entries(undefinedBits)) {
      made.definedness.set(Text + Number(offset), 1, bits, Origin);
    }
    return { ...made, strings: new StringFunctions(made.memory, made.errors) };
  }

  const condition = (intrinsic: string, count: number) => ({
    kind: "UninitCondition",
    count,
    origin,
    stack: stackOf(intrinsic),
  });

  it("are one error when they decide, which counts each, in its own name", () => {
    const text = { 2: 0xff, 3: 0xff, 8: 0xff };
    const first = withText(text);
    expect(first.strings.strlen(Text, first.csp)).toBe(8);
    expect(first.found()).toEqual([condition("strlen", 3)]);
    const second = withText(text);
    expect(second.strings.memchr(Text, 0x64, 16, second.csp)).toBe(Text + 3);
    expect(second.found()).toEqual([condition("memchr", 2)]);
    const third = withText(text);
    expect(third.strings.strchrnul(Text, 0x65, third.csp)).toBe(Text + 4);
    expect(third.found()).toEqual([condition("strchrnul", 2)]);
  });

  it("are none where it did not look", () => {
    const { strings, found, csp } = withText({ 5: 0xff, 9: 0xff, 20: 0xff });
    strings.memchr(Text, 0x62, 16, csp);
    strings.memchr(Text, 0x7f, 5, csp);
    strings.strchrnul(Text, 0x65, csp);
    strings.strlen(Text + 6, csp);
    strings.stpncpy("strncpy", Copy, Text, 5, csp);
    expect(found()).toEqual([]);
  });

  it("are none where the defined bits decide: the byte is another one in any case", () => {
    const { strings, found, csp } = withText({ 1: 0x0f, 2: 0x02 });
    expect(strings.strlen(Text, csp)).toBe(8);
    expect(strings.memchr(Text, 0x51, 8, csp)).toBe(0);
    expect(strings.strchrnul(Text, 0x71, csp)).toBe(Text + 8);
    expect(found()).toEqual([]);
    // "b" could be "c".
    strings.memchr(Text, 0x63, 2, csp);
    expect(found()).toEqual([condition("memchr", 1)]);
  });

  it("are one where either of two bytes is looked for", () => {
    const { strings, found, csp } = withText({ 2: 0x02 });
    // "c" could be "a".
    strings.strchrnul(Text + 1, 0x61, csp);
    expect(found()).toEqual([condition("strchrnul", 1)]);
  });

  it("are copied as they are", () => {
    const { strings, definedness, found, csp } = withText({ 1: 0x02, 3: 0x80 });
    definedness.undefine(Copy, 64);
    const bits = (from: number, length: number) =>
      Array.from({ length }, (_, i) => definedness.bitsAt(from + i));
    expect(strings.stpcpy("strcpy", Copy + 3, Text, csp)).toBe(Copy + 11);
    expect(bits(Copy + 2, 11)).toEqual([0xff, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 0xff]);
    definedness.undefine(Copy, 64);
    expect(strings.stpncpy("stpncpy", Copy, Text + 3, 8, csp)).toBe(Copy + 5);
    expect(bits(Copy, 9)).toEqual([0x80, 0, 0, 0, 0, 0, 0, 0, 0xff]);
    expect(definedness.originAt(Copy)).toBe(Origin);
    expect(found()).toEqual([]);
  });

  it("become defined where a pointer is stored", () => {
    const { strings, definedness, csp } = withText({});
    definedness.undefine(Copy, 8);
    strings.storePointer("posix_memalign", Copy + 2, 0x12345678, csp);
    expect(definedness.firstUndefined(Copy + 2, 6)).toBe(4);
  });

  it("end the run with exitOnFirstError after one", () => {
    const { memory, errors, csp } = newProgram({
      exitOnFirstError: true,
      shadows: { definedness: true, origins: false },
    });
    memory.shadow.mark(Text, Text + 16, State.AddressableFresh);
    const strings = new StringFunctions(memory, errors);
    memory.bytes.fill(0x61, Text, Text + 4);
    expect(() => strings.strlen(Text, csp)).toThrow(stopsFor("first-error"));
    const stack = stackOf("strlen");
    expect(errors.log.all()).toEqual([{ kind: "UninitCondition", count: 1, stack }]);
  });
});

describe("ranges that overlap", () => {
  const COPYING: Record<
    string,
    (strings: StringFunctions, to: number, from: number, limit: number, csp: number) => void
  > = {
    strcpy: (strings, to, from, _, csp) => strings.stpcpy("strcpy", to, from, csp),
    stpcpy: (strings, to, from, _, csp) => strings.stpcpy("stpcpy", to, from, csp),
    strncpy: (strings, to, from, limit, csp) => strings.stpncpy("strncpy", to, from, limit, csp),
    stpncpy: (strings, to, from, limit, csp) => strings.stpncpy("stpncpy", to, from, limit, csp),
    strcat: (strings, to, from, _, csp) => strings.strcat("strcat", to, from, undefined, csp),
    strncat: (strings, to, from, limit, csp) => strings.strcat("strncat", to, from, limit, csp),
  };
  const Base = 0x2000;
  const Length = 4;
  const limited = (name: string) => name.includes("n");

  it.each(Object.keys(COPYING))("%s: one error when a byte is in both, none otherwise", (name) => {
    const { memory, errors, csp } = newProgram();
    memory.shadow.mark(Base, Base + 64, State.Addressable);
    const strings = new StringFunctions(memory, errors);
    let reported = 0;
    for (let from = Base; from < Base + 16; from++) {
      for (let to = Base; to < Base + 24; to++) {
        for (let limit = 0; limit <= Length + 2; limit++) {
          memory.bytes.fill(0, Base, Base + 64);
          memory.bytes.fill(0x61, from, from + Length);
          const before = memory.bytes.indexOf(0, to) - to;
          const copied = limited(name) ? Math.min(Length, limit) : Length;
          const read = limited(name) ? Math.min(Length + 1, limit) : Length + 1;
          let written = copied + 1;
          if (name.endsWith("ncpy")) written = limit;
          if (name.endsWith("cat")) written += before;
          const common = to < from + read && from < to + written && read > 0 && written > 0;
          COPYING[name]!(strings, to, from, limit, csp);
          if (common) reported++;
          const counts = errors.log.all().map(({ kind, count }) => `${kind} ${count}`);
          expect(counts).toEqual(reported === 0 ? [] : [`Overlap ${reported}`]);
        }
      }
    }
    expect(reported).toBeGreaterThan(0);
  });

  it("is told with the arguments of the call", () => {
    const { memory, errors, csp } = newProgram();
    memory.shadow.mark(Base, Base + 64, State.Addressable);
    memory.bytes.set([0x61, 0x62, 0x63], Base);
    new StringFunctions(memory, errors).strcat("strncat", Base, Base + 1, 2, csp);
    const [error] = errors.log.all();
    expect(error).toMatchObject({
      kind: "Overlap",
      call: "strncat",
      to: Base,
      from: Base + 1,
      length: 2,
    });
    expect([...memory.bytes.subarray(Base, Base + 7)]).toEqual([
      0x61, 0x62, 0x63, 0x62, 0x63, 0, 0,
    ]);
  });
});
