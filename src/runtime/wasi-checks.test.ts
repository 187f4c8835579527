import { describe, expect, test } from "vitest";
import { testStreams } from "../../tests/support/guest.ts";
import { bindWasi } from "./host/bind.ts";
import { createHost } from "./host/node-host.ts";
import { definedProgram, UserSite } from "./program.fixture.ts";
import { wasiChecks } from "./wasi-checks.ts";

const Data = 0x2000;
const Vector = Data;
const Text = Data + 0x40;
const Result = Data + 0x80;
const Events = Data + 0x100;
const Bytes = 0x200;
const Block = 32;
const FAULT = 21;
const BADF = 8;

/** A program that makes WASI calls; all of its memory is defined to begin with. */
function guest(input: readonly string[] = []) {
  const made = definedProgram(Data, Bytes);
  const { memory, errors, csp } = made;
  const streams = testStreams(input);
  const host = createHost({ args: ["prog"], env: {}, directories: [], ...streams });
  const calls = bindWasi(
    host,
    memory,
    wasiChecks(memory, errors, () => csp),
  );
  const vector = (...words: number[]) => {
    for (const [i, word] of words.entries()) memory.view.setUint32(Vector + 4 * i, word, true);
  };
  return { ...made, calls, vector, written: streams.written };
}

const stack = [{ site: UserSite }];

describe("bytes that the host reads", () => {
  test("are reported with the first undefined one's place, and the call goes on", () => {
    const { calls, vector, memory, definedness, found, written } = guest();
    memory.bytes.set(new TextEncoder().encode("abcdef"), Text);
    definedness.undefine(Text + 4, 2, 0x80000010);
    vector(Text, 3, Text + 3, 3);
    for (const _ of [1, 2]) expect(calls.fd_write(1, Vector, 2, Result)).toBe(0);
    expect(written.stdout).toBe("abcdefabcdef");
    expect(found()).toEqual([
      {
        kind: "SyscallParam",
        call: "fd_write",
        parameter: "iovs[1]",
        problem: "undefined bytes",
        offset: 1,
        address: Text + 4,
        place: { region: "global", constant: false },
        origin: { kind: "stack", stack: [{ site: 0x10 }] },
        stack,
        count: 2,
      },
    ]);
    expect(definedness.bitsAt(Text + 4)).toBe(0xff);
  });

  test("are those of the vector, too", () => {
    const { calls, vector, definedness, found } = guest();
    vector(Text, 1, Text, 1);
    definedness.set(Vector + 12, 1, 0x80);
    calls.fd_write(1, Vector, 2, Result);
    expect(found()).toMatchObject([{ parameter: "iovs", problem: "undefined bytes", offset: 12 }]);
  });

  test("of which one may not be touched: the first bad one counts", () => {
    const { calls, vector, memory, definedness, found } = guest();
    const end = Data + Bytes;
    definedness.undefine(end - 2, 1);
    vector(end - 4, 8);
    calls.fd_write(1, Vector, 1, Result);
    vector(end - 1, 8);
    calls.fd_write(1, Vector, 1, Result);
    const iovs = { kind: "SyscallParam", parameter: "iovs[0]" };
    expect(found()).toMatchObject([
      { ...iovs, problem: "undefined bytes", offset: 2, address: end - 2 },
      { ...iovs, problem: "unaddressable", offset: 1, address: end },
    ]);
    vector(memory.size() - 4, 8);
    expect(calls.fd_write(1, Vector, 1, Result)).toBe(FAULT);
  });

  test("are not those that it writes", () => {
    const { calls, vector, definedness, found } = guest(["line\n"]);
    definedness.undefine(Text, Block);
    definedness.undefine(Result, 4);
    vector(Text, Block);
    expect(calls.fd_read(0, Vector, 1, Result)).toBe(0);
    expect(found()).toEqual([]);
  });
});

describe("bytes that the host wrote", () => {
  test("are defined, as many as it says", () => {
    const { calls, vector, definedness } = guest(["line\n"]);
    definedness.undefine(Text, Block);
    definedness.undefine(Result, 8);
    vector(Text, 3, Text + 8, 16);
    calls.fd_read(0, Vector, 2, Result);
    expect(definedness.firstUndefined(Text, Block)).toBe(3);
    expect(definedness.firstUndefined(Text + 8, 16)).toBe(2);
    expect(definedness.firstUndefined(Result, 8)).toBe(4);
  });

  test("of a call that failed are none", () => {
    const { calls, vector, definedness } = guest();
    definedness.undefine(Text, Block);
    definedness.undefine(Result, 8);
    vector(Text, 3);
    expect(calls.fd_read(9, Vector, 1, Result)).toBe(BADF);
    expect(definedness.firstUndefined(Result, 4)).toBe(0);
    expect(definedness.firstUndefined(Text, 4)).toBe(0);
  });
});

describe("poll_oneoff", () => {
  const Subscription = 48;
  /** As wasi-libc fills them: only the fields, padding is whatever was there. */
  function subscribe(guest: Pick<ReturnType<typeof definedProgram>, "memory" | "definedness">) {
    const { memory, definedness } = guest;
    definedness.undefine(Data, 2 * Subscription);
    const { view } = memory;
    const define = (offset: number, length: number) => definedness.define(Data + offset, length);
    view.setUint8(Data + 8, 0);
    view.setUint32(Data + 16, 1, true);
    for (const [offset, length] of [
      [0, 8],
      [8, 1],
      [16, 4],
      [24, 8],
      [32, 8],
      [40, 2],
    ] as const) {
      define(offset, length);
    }
    view.setUint8(Data + Subscription + 8, 1);
    define(Subscription, 9);
    define(Subscription + 16, 4);
  }

  test("reads the fields of each kind of subscription, not what lies between them", () => {
    const run = guest();
    subscribe(run);
    expect(run.calls.poll_oneoff(Data, Events, 2, Result)).toBe(0);
    expect(run.found()).toEqual([]);
  });

  test.each([0, 8, 16, 24, 39, 41, Subscription + 7, Subscription + 8, Subscription + 19])(
    "reports a field that was not set: byte %i",
    (offset) => {
      const run = guest();
      subscribe(run);
      run.definedness.undefine(Data + offset, 1);
      run.calls.poll_oneoff(Data, Events, 2, Result);
      expect(run.found()).toMatchObject([{ call: "poll_oneoff", parameter: "in", offset }]);
    },
  );

  test("defines the events that happened", () => {
    const run = guest();
    subscribe(run);
    // The clock's is due in an hour.
    run.memory.view.setBigUint64(Data + 24, 3600n * 10n ** 9n, true);
    run.definedness.undefine(Events, 64);
    expect(run.calls.poll_oneoff(Data, Events, 2, Result)).toBe(0);
    expect(run.memory.view.getUint32(Result, true)).toBe(1);
    expect(run.definedness.firstUndefined(Events, 64)).toBe(32);
  });
});
