import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { Guest, testStreams } from "../../../tests/support/guest.ts";
import { ProgramExit, ProgramSignal } from "./endings.ts";
import { createHost } from "./node-host.ts";
import type { GivenRange } from "./ranges.ts";
import { parametersOf, WASI_CALL_NAMES } from "./wasi-abi.ts";

const FAULT = 21;
const directory = mkdtempSync(join(tmpdir(), "redzone-bind-"));
afterAll(() => rmSync(directory, { recursive: true }));

function hostWith(input: readonly string[] = []) {
  const streams = testStreams(input);
  const host = createHost({
    args: ["prog", "ä"],
    env: { A: "1" },
    directories: [{ host: directory, guest: "/data" }],
    ...streams,
  });
  return { host, written: streams.written };
}

function watched(guestOf: (given: (range: GivenRange) => void) => Guest) {
  const ranges: string[] = [];
  const guest = guestOf(({ call, parameter, address, length, write }) => {
    ranges.push(`${call} ${parameter}: ${write ? "write" : "read"} ${length} at ${address}`);
  });
  return { guest, ranges };
}

test("every range is shown before the call, buffers of a vector one by one", () => {
  const { host, written } = hostWith();
  const { guest, ranges } = watched((given) => new Guest(host, { watchers: { given } }));
  guest.bytes.set(new TextEncoder().encode("abcde"), 100);
  const [vector] = guest.vector([100, 2], [50, 0], [102, 3]);
  expect(guest.call("fd_write", 1, vector, 3, 200)).toBe(0);
  expect(written.stdout).toBe("abcde");
  expect(ranges).toEqual([
    `fd_write iovs: read 24 at ${vector}`,
    "fd_write iovs[0]: read 2 at 100",
    "fd_write iovs[2]: read 3 at 102",
    "fd_write nwritten: write 4 at 200",
  ]);
});

test("the host's own lengths are known: arguments and environment", () => {
  const { guest, ranges } = watched((given) => new Guest(hostWith().host, { watchers: { given } }));
  guest.call("args_get", 100, 200);
  guest.call("environ_get", 300, 400);
  expect(ranges).toEqual([
    "args_get argv: write 8 at 100",
    "args_get argv_buf: write 8 at 200", // "prog", "ä" in UTF-8, and two NULs
    "environ_get environ: write 4 at 300",
    "environ_get environ_buf: write 4 at 400",
  ]);
  expect(guest.text(200, 8)).toBe("prog\0ä\0");
});

test("a range beyond the memory: FAULT, no effect, and the range is shown with unsigned numbers", () => {
  const { host, written } = hostWith(["a line"]);
  const { guest, ranges } = watched(
    (given) => new Guest(host, { size: 0x10000, watchers: { given } }),
  );
  const [vector] = guest.vector([16, 4], [0xfffe, 4]);
  expect(guest.call("fd_write", 1, vector, 2, 200)).toBe(FAULT);
  expect(guest.call("fd_read", 0, vector, 1, -4)).toBe(FAULT);
  expect(guest.call("random_get", 0xfff0, 17)).toBe(FAULT);
  expect(guest.call("fd_write", 1, -8, 1, 200)).toBe(FAULT);
  expect(written.stdout).toBe("");
  expect(guest.bytes.subarray(0xfff0).every((byte) => byte === 0)).toBe(true);
  expect(ranges).toContain("fd_write iovs[1]: read 4 at 65534");
  expect(ranges).toContain("fd_read nread: write 4 at 4294967292");
  // Nothing was read either: the line is still there.
  expect(guest.read(0, 80)).toEqual(["a line"]);
});

test("what a watcher throws stops the call", () => {
  const { host, written } = hostWith();
  const guest = new Guest(host, {
    watchers: {
      given() {
        throw new Error("first error");
      },
    },
  });
  expect(() => guest.write(1, "x")).toThrow("first error");
  expect(written.stdout).toBe("");
});

/** Whatever a program passes, the host throws nothing of its own and stays in the memory. */
test("no bytes at an address that does not exist", () => {
  const { host } = hostWith([]);
  expect(new Guest(host).call("random_get", -1, 0)).toBe(0);
});

test("any arguments of any call", () => {
  const size = 0x1000;
  const number = fc.oneof(
    fc.integer({ min: -4, max: 16 }),
    fc.integer({ min: size - 64, max: size + 64 }),
    fc.integer(),
  );
  // Among the subscriptions drawn would be some to sleep for years.
  const calls = WASI_CALL_NAMES.filter((name) => name !== "poll_oneoff");
  const call = fc
    .constantFrom(...calls)
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.tuple(
          ...parametersOf(name).map(({ type }) =>
            type === "i64" ? fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) : number,
          ),
        ),
      ),
    );
  const contents = fc.uint8Array({ minLength: size, maxLength: size });
  fc.assert(
    fc.property(contents, fc.array(call, { maxLength: 20 }), (memory, script) => {
      const { host } = hostWith(["some", "input"]);
      const guest = new Guest(host, { size });
      guest.bytes.set(memory);
      guest.bytes.fill(0xa5, size);
      for (const [name, args] of script) {
        try {
          const errno = guest.call(name, ...args);
          expect(errno).toBeGreaterThanOrEqual(0);
          expect(errno).toBeLessThanOrEqual(76);
        } catch (error) {
          if (!(error instanceof ProgramExit || error instanceof ProgramSignal)) throw error;
        }
      }
      expect(guest.bytes.subarray(size).every((byte) => byte === 0xa5)).toBe(true);
      host.close();
    }),
    { numRuns: 300 },
  );
});
