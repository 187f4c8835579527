/**
 * The standard streams of this process, synchronously: a program's write is out before the write
 * returns, and its read waits for a line. They work on the descriptors themselves, because in a
 * worker `process.stdin` and `process.stdout` are relays of the main thread, which need its event
 * loop, and ours.
 */
import { constants, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { sleep } from "./clocks.ts";
import type { ByteSink, ByteSource, StreamKind } from "./streams.ts";

/** Milliseconds between two looks at a descriptor that would block: short for a person. */
const FirstPause = 1;
const LongestPause = 16;

/**
 * The process's standard input, or another descriptor that is open for reading.
 *
 * A thread inside a blocking read cannot be terminated, and Node waits for it even in
 * process.exit(): a program that waits for input would outlive `--timeout`. Linux can open a pipe or
 * a terminal a second time without blocking, so there the waiting is ours and can be ended (measured:
 * 6–25 ms, against "when the input ends"). Elsewhere the read blocks.
 */
export function processInput(fd = 0): ByteSource {
  const kind = kindOf(fd);
  let source: number | undefined;
  return {
    kind,
    read(max) {
      source ??= withoutBlocking(fd, kind) ?? fd;
      const from = source;
      const buffer = new Uint8Array(max);
      const length = patiently(() => readSync(from, buffer, 0, max, null));
      return buffer.subarray(0, length);
    },
  };
}

/**
 * The process's standard output (1) or standard error (2), or another descriptor that is open for
 * writing. When nobody reads any more, a write throws Node's EPIPE.
 */
export function processOutput(fd: number): ByteSink {
  return {
    kind: kindOf(fd),
    write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        at += patiently(() => writeSync(fd, bytes, at));
      }
    },
  };
}

/** A closed descriptor counts as a pipe: what is done with it fails by itself. */
function kindOf(fd: number): StreamKind {
  if (isatty(fd)) return "terminal";
  try {
    const stats = fstatSync(fd);
    if (stats.isFile()) return "file";
    return stats.isCharacterDevice() ? "device" : "pipe";
  } catch {
    return "pipe";
  }
}

function withoutBlocking(fd: number, kind: StreamKind): number | undefined {
  if (process.platform !== "linux" || !(kind === "terminal" || kind === "pipe")) return undefined;
  try {
    return openSync(
      `/proc/self/fd/${fd}`,
      constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY,
    );
  } catch {
    // A socket, or no /proc.
    return undefined;
  }
}

/** Repeats what would block; an end that Windows reports as an error is 0 bytes. */
function patiently(transfer: () => number): number {
  for (let pause = FirstPause; ; pause = Math.min(pause * 2, LongestPause)) {
    try {
      return transfer();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN" && code !== "EINTR") throw error;
      sleep(pause);
    }
  }
}
