import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Entry, type Log, type LogBounds, LogReader, LogWriter } from "./log.ts";
import type { Spill } from "./spill.ts";
import { SpillFile } from "./spill-file.ts";

const folder = mkdtempSync(join(tmpdir(), "redzone-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const entry: fc.Arbitrary<Entry> = fc.record({
  call: fc.integer({ min: 0, max: 255 }),
  digest: u32,
  errno: u32,
  chunks: fc.array(fc.record({ address: u32, bytes: fc.uint8Array({ maxLength: 200 }) })),
});

function readAll(log: Log): Entry[] {
  const reader = new LogReader(log);
  const entries: Entry[] = [];
  for (let next = reader.next(); next !== undefined; next = reader.next()) entries.push(next);
  expect(reader.atEnd).toBe(true);
  return entries;
}

const large: LogBounds = { memory: 2 ** 20, total: 2 ** 20 };

describe("reads as it was written", () => {
  test("from memory, and what is written later is not in it", () => {
    fc.assert(
      fc.property(fc.array(entry), fc.array(entry), (before, after) => {
        const writer = new LogWriter(large);
        for (const each of before) expect(writer.append(each)).toBe(true);
        const log = writer.contents();
        for (const each of after) expect(writer.append(each)).toBe(true);
        expect(readAll(log)).toEqual(before);
        expect(readAll(writer.contents())).toEqual([...before, ...after]);
      }),
    );
  });

  test("from a file, whatever fits into memory", () => {
    fc.assert(
      fc.property(fc.array(entry), fc.integer({ min: 1, max: 300 }), (entries, memory) => {
        const spill = new SpillFile(folder);
        try {
          const writer = new LogWriter({ memory, total: 2 ** 20 }, spill);
          for (const each of entries) expect(writer.append(each)).toBe(true);
          expect(readAll(writer.contents())).toEqual(entries);
        } finally {
          spill.close();
        }
      }),
    );
  });

  test("chunks that are larger than what is read at a time", () => {
    const bytes = (length: number) => new Uint8Array(length).map((_, at) => at * 31);
    const entries = [100_000, 10, 65_536, 3, 200_000].map((length, call) => ({
      call,
      digest: 0,
      errno: 0,
      chunks: [{ address: call, bytes: bytes(length) }],
    }));
    const spill = new SpillFile(folder);
    try {
      const writer = new LogWriter({ memory: 70_000, total: 2 ** 20 }, spill);
      for (const each of entries) expect(writer.append(each)).toBe(true);
      const read = readAll(writer.contents()).map(({ chunks }) => chunks[0]!.bytes);
      const written = entries.map(({ chunks }) => chunks[0]!.bytes);
      expect(Buffer.compare(Buffer.concat(read), Buffer.concat(written))).toBe(0);
    } finally {
      spill.close();
    }
  });
});

const small: Entry = {
  call: 1,
  digest: 2,
  errno: 0,
  chunks: [{ address: 8, bytes: new Uint8Array(30) }],
};

test("nothing is added beyond its bound", () => {
  const appended = (bounds: LogBounds, spill?: Spill) => {
    const writer = new LogWriter(bounds, spill);
    let count = 0;
    while (writer.append(small)) count++;
    const log = writer.contents();
    expect(log.length).toBeLessThanOrEqual(bounds.total);
    expect(readAll(log)).toHaveLength(count);
    return count;
  };
  const spill = new SpillFile(folder);
  try {
    expect(appended({ memory: 100, total: 1000 }, spill)).toBeGreaterThan(20);
    expect(appended({ memory: 100, total: 1000 })).toBe(2);
  } finally {
    spill.close();
  }
});

test("a disk that is full ends the log at a whole entry", () => {
  for (let room = 0; room < 400; room += 7) {
    const kept = new Uint8Array(room);
    let used = 0;
    const spill: Spill = {
      append(bytes) {
        const part = bytes.subarray(0, room - used);
        kept.set(part, used);
        used += part.length;
        if (part.length < bytes.length) throw new Error("ENOSPC");
      },
      read: (at, into) => into.set(kept.subarray(at, at + into.length)),
    };
    const writer = new LogWriter({ memory: 64, total: 2 ** 20 }, spill);
    let count = 0;
    while (writer.append(small)) count++;
    expect(count).toBeLessThan(30);
    expect(readAll(writer.contents())).toEqual(Array(count).fill(small));
    expect(writer.append({ ...small, chunks: [] })).toBe(false);
  }
});

test("a run that is stopped in the middle of an entry leaves whole ones", () => {
  const chunks = Array.from({ length: 50 }, (_, at) => ({ address: at, bytes: new Uint8Array(9) }));
  for (let round = 0; round < 20; round++) {
    const spill = new SpillFile(folder);
    try {
      const writer = new LogWriter({ memory: 300, total: 2 ** 30 }, spill);
      const forever = () => {
        for (;;) writer.append({ ...small, chunks });
      };
      expect(() => runInNewContext("run()", { run: forever }, { timeout: 3 })).toThrow(/timed out/);
      const counts = readAll(writer.contents()).map((each) => each.chunks.length);
      expect(counts.every((count) => count === chunks.length)).toBe(true);
    } finally {
      spill.close();
    }
  }
});

describe("a spill file", () => {
  test("has no name any more", () => {
    const spill = new SpillFile(folder);
    expect(readdirSync(folder)).toEqual([]);
    spill.append(new Uint8Array([1, 2, 3]));
    // Windows keeps the name of a file that is open.
    if (process.platform !== "win32") expect(readdirSync(folder)).toEqual([]);
    const two = new Uint8Array(2);
    spill.read(1, two);
    expect(two).toEqual(new Uint8Array([2, 3]));
    expect(() => spill.read(2, two)).toThrow(/ends before byte 3/);
    spill.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("fails where no file can be made", () => {
    const spill = new SpillFile(join(folder, "missing"));
    expect(() => spill.append(new Uint8Array(1))).toThrow(/ENOENT/);
    const writer = new LogWriter({ memory: 20, total: 2 ** 20 }, spill);
    expect(writer.append(small)).toBe(false);
    expect(readAll(writer.contents())).toEqual([]);
    spill.close();
  });
});
