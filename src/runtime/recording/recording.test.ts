import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wasi } from "@bjorn3/browser_wasi_shim";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { Guest, testStreams, testSubject } from "../../../tests/support/guest.ts";
import { ProgramExit, ProgramSignal } from "../host/endings.ts";
import { createHost } from "../host/node-host.ts";
import { Recorder } from "./recorder.ts";
import type { Recording } from "./recording.ts";
import { type Divergence, RecordingStopped, ReplayDiverged, Replayer } from "./replayer.ts";
import { RecordingMismatch, type Subject, type SubjectPart } from "./subject.ts";

const base = mkdtempSync(join(tmpdir(), "redzone-recording-"));
afterAll(() => rmSync(base, { recursive: true }));
let count = 0;

function newHost(input: readonly string[] = []) {
  const directory = join(base, String(count++));
  mkdirSync(directory);
  const { written, ...streams } = testStreams(input);
  const directories = [{ host: directory, guest: "/" }];
  const host = createHost({ args: ["p", "x"], env: { A: "b" }, directories, ...streams });
  return { host, written };
}

/** Runs a script against the real host; returns all that can be known about it. */
function record(script: (guest: Guest) => unknown, { input = ["line\n"], limit = 2 ** 20 } = {}) {
  const { host, written } = newHost(input);
  const recorder = new Recorder(host, testSubject, { bounds: { memory: limit, total: limit } });
  const guest = new Guest(recorder);
  const results = script(guest);
  host.close();
  return { recording: recorder.recording(), results, bytes: guest.bytes, written };
}
function divergenceOf(recording: Recording, script: (guest: Guest) => unknown) {
  try {
    script(new Guest(new Replayer(recording, testSubject)));
  } catch (error) {
    if (!(error instanceof ReplayDiverged)) throw error;
    const { position, call, divergence } = error;
    return { position, call, divergence };
  }
  return undefined;
}

type Step = (guest: Guest) => unknown;
/** Steps that ask the outside world for something that is different each time, or change it. */
const steps: Readonly<Record<string, Step>> = {
  random: (guest) => guest.call("random_get", guest.allocate(24), 24),
  time: (guest) => guest.call("clock_time_get", wasi.CLOCKID_MONOTONIC, 0n, guest.allocate(8)),
  read: (guest) => guest.read(0, 3, 0, 5),
  print: (guest) => guest.write(1, "some ", "output\n"),
  create: (guest) => guest.open("f", { oflags: wasi.OFLAGS_CREAT, rights: 66n }),
  append: (guest) => guest.write(4, "more"),
  rewind: (guest) => guest.seek(4, 0n, wasi.WHENCE_SET),
  reread: (guest) => guest.read(4, 6, 100),
  close: (guest) => guest.call("fd_close", 4),
  remove: (guest) => guest.call("path_unlink_file", 3, ...guest.put("f")),
  list: (guest) => guest.list(3),
  status: (guest) => guest.call("path_filestat_get", 3, 0, ...guest.put("f"), guest.allocate(64)),
  args: (guest) => guest.call("args_get", guest.allocate(8), guest.allocate(8)),
  fault: (guest) => guest.call("random_get", -8, 8),
  raise: (guest) => guest.call("proc_raise", wasi.SIGNAL_CHLD),
};

describe("a replay", () => {
  test("has the same results and leaves the same memory, without any effect", () => {
    const scripts = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 40 });
    const inputs = fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 });
    fc.assert(
      fc.property(scripts, inputs, (names, input) => {
        const script = (guest: Guest) => names.map((name) => steps[name]!(guest));
        const first = record(script, { input });
        expect(first.recording.end).toBe("program");

        const { stdout } = first.written;
        const replayer = new Replayer(first.recording, testSubject);
        const guest = new Guest(replayer);
        expect(script(guest)).toEqual(first.results);
        expect(Buffer.compare(guest.bytes, first.bytes)).toBe(0);
        expect(replayer.position).toBe(first.recording.calls);
        expect(replayer.atEnd).toBe(true);
        expect(first.written.stdout).toBe(stdout);
      }),
      { numRuns: 60 },
    );
  });

  test("ends as the program ended", () => {
    const exit = record((guest) => {
      expect(() => guest.call("proc_exit", 3)).toThrow(ProgramExit);
    });
    const replayed = new Guest(new Replayer(exit.recording, testSubject));
    expect(() => replayed.call("proc_exit", 3)).toThrow(new ProgramExit(3));
    const raise = record((guest) => {
      expect(() => guest.call("proc_raise", wasi.SIGNAL_ABRT)).toThrow(ProgramSignal);
    });
    const raised = new Guest(new Replayer(raise.recording, testSubject));
    expect(() => raised.call("proc_raise", wasi.SIGNAL_ABRT)).toThrow(new ProgramSignal(6));
  });

  test("does not sleep", () => {
    const sleep = (guest: Guest) => {
      const nap = new Uint8Array(48);
      // A clock subscription: monotonic, in 30 ms.
      new DataView(nap.buffer).setUint32(16, wasi.CLOCKID_MONOTONIC, true);
      new DataView(nap.buffer).setBigUint64(24, 30_000_000n, true);
      const start = performance.now();
      guest.call("poll_oneoff", guest.put(nap)[0], guest.allocate(32), 1, guest.allocate(4));
      return performance.now() - start;
    };
    const { results, recording } = record(sleep);
    expect(results).toBeGreaterThan(25);
    expect(sleep(new Guest(new Replayer(recording, testSubject)))).toBeLessThan(25);
  });
});

describe("divergence is found where it begins", () => {
  const { recording } = record((guest) => {
    guest.write(1, "one");
    guest.write(1, "two");
    guest.read(0, 10);
  });
  const cases: [string, Step, number, Divergence][] = [
    [
      "another call",
      (guest) => guest.call("sched_yield"),
      1,
      { kind: "call", recorded: "fd_write" },
    ],
    ["other text", (guest) => guest.write(1, "tow"), 1, { kind: "arguments" }],
    ["another descriptor", (guest) => guest.write(2, "two"), 1, { kind: "arguments" }],
  ];
  test.each(cases)("%s", (_name, second, position, divergence) => {
    const found = divergenceOf(recording, (guest) => {
      guest.write(1, "one");
      second(guest);
    });
    expect(found).toMatchObject({ position, divergence });
  });

  test("a call too many", () => {
    const found = divergenceOf(recording, (guest) => {
      guest.write(1, "one");
      guest.write(1, "two");
      guest.read(0, 10);
      guest.read(0, 10);
    });
    expect(found).toEqual({
      position: 3,
      call: "fd_read",
      divergence: { kind: "end", end: "program" },
    });
  });
});

test("a replay of a run that was stopped ends where its recording does", () => {
  const { host } = newHost();
  const recorder = new Recorder(host, testSubject);
  const script = (guest: Guest) => {
    for (;;) guest.call("random_get", guest.allocate(1), 1);
  };
  const guest = new Guest(recorder, { size: 64 });
  expect(() => script(guest)).toThrow("the guest's memory is full");
  host.close();
  const replayer = new Replayer(recorder.recording(true), testSubject);
  expect(() => script(new Guest(replayer))).toThrow(RecordingStopped);
  expect(replayer.atEnd).toBe(true);
});

describe("a recording of something else is refused", () => {
  const { recording } = record((guest) => guest.write(1, "one"));
  const others: [SubjectPart, Partial<Subject>][] = [
    ["module", { module: new Uint8Array(1) }],
    ["arguments", { args: ["p", "y"] }],
    ["environment", { env: ["A=c"] }],
    ["memory limit", { memoryLimit: 65536 }],
    ["failures", { failAllocation: 1 }],
  ];
  test.each(others)("%s", (part, other) => {
    const replay = () => new Replayer(recording, { ...testSubject, ...other });
    expect(replay).toThrow(new RecordingMismatch(part));
  });
});

describe("the log", () => {
  test("is bounded: a recording that is not complete holds the beginning, and says so", () => {
    const limit = 1000;
    const script = (guest: Guest) => {
      for (let i = 0; i < 20; i++) guest.call("random_get", guest.allocate(100), 100);
      guest.call("sched_yield");
    };
    const { recording, bytes } = record(script, { limit });
    expect(recording.end).toBe("full");
    expect(recording.calls).toBe(8);
    expect(recording.log.length).toBeLessThanOrEqual(limit);
    const guest = new Guest(new Replayer(recording, testSubject));
    expect(() => script(guest)).toThrow(ReplayDiverged);
    expect(guest.bytes.subarray(0, 800)).toEqual(bytes.subarray(0, 800));
    expect(divergenceOf(recording, script)).toEqual({
      position: 8,
      call: "random_get",
      divergence: { kind: "end", end: "full" },
    });
  });

  test("has only what was written, not the whole buffer", () => {
    const { recording } = record((guest) => guest.read(0, 0x10000));
    expect(recording.log.length).toBeLessThan(40);
  });
});
