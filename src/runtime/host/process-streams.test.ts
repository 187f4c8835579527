import { execFileSync, spawn } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { processInput, processOutput } from "./process-streams.ts";
import type { ByteSource } from "./streams.ts";

const directory = mkdtempSync(join(tmpdir(), "redzone-streams-"));
afterAll(() => rmSync(directory, { recursive: true }));

let count = 0;
function newPath(): string {
  return join(directory, String(count++));
}
function newFifo(): string {
  const path = newPath();
  execFileSync("mkfifo", [path]);
  return path;
}
/** Runs in the background while this thread is blocked. */
function shell(script: string): void {
  spawn("sh", ["-c", script], { stdio: "ignore" });
}
function readText(source: ByteSource, max = 100): string {
  return Buffer.from(source.read(max)).toString();
}

test("a file is read to its end", () => {
  const path = newPath();
  writeFileSync(path, "abcdef");
  const source = processInput(openSync(path, "r"));
  expect(source.kind).toBe("file");
  expect([readText(source, 4), readText(source), readText(source)]).toEqual(["abcd", "ef", ""]);
});

test("a descriptor that is not open fails when it is used", () => {
  const fd = openSync(newPath(), "w");
  closeSync(fd);
  expect(() => processInput(fd).read(1)).toThrow("EBADF");
  expect(() => processOutput(fd).write(new Uint8Array(1))).toThrow("EBADF");
});

// These need named pipes.
describe.skipIf(process.platform === "win32")("pipes", () => {
  test("a read waits for the writer, and gives what there is", () => {
    const fifo = newFifo();
    // The shell opens it before we do: opening waits for the other side.
    shell(`exec 3> ${fifo}; sleep 0.1; printf one >&3; sleep 0.2; printf two >&3`);
    const source = processInput(openSync(fifo, "r"));
    expect(source.kind).toBe("pipe");
    expect([readText(source), readText(source), readText(source)]).toEqual(["one", "two", ""]);
  });

  test("a write waits while the pipe is full, and writes all", async () => {
    const [fifo, copy] = [newFifo(), newPath()];
    shell(`exec 3< ${fifo}; sleep 0.1; cat <&3 > ${copy}.part; mv ${copy}.part ${copy}`);
    // With a reader there, opening for writing without blocking works; a full pipe is then EAGAIN.
    const fd = await eventually(() => openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK));
    const bytes = new Uint8Array(300_000).map((_, i) => i % 251);
    const sink = processOutput(fd);
    sink.write(bytes);
    closeSync(fd);
    const copied = await eventually(() => readFileSync(copy));
    expect(Buffer.compare(copied, bytes)).toBe(0);
  });

  test("a reader that is gone is EPIPE", () => {
    const fifo = newFifo();
    const reader = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    const sink = processOutput(openSync(fifo, "w"));
    sink.write(new Uint8Array(10));
    closeSync(reader);
    expect(() => sink.write(new Uint8Array(10))).toThrow("EPIPE");
  });
});

async function eventually<Value>(attempt: () => Value): Promise<Value> {
  for (let left = 200; ; left--) {
    try {
      return attempt();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
