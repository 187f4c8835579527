import { wasi } from "@bjorn3/browser_wasi_shim";
import { expect, test } from "vitest";
import { Guest, testStreams } from "../../../tests/support/guest.ts";
import { createHost } from "./node-host.ts";
import { EventBytes, SubscriptionBytes } from "./wasi-abi.ts";

const { EVENTTYPE_CLOCK: CLOCK, EVENTTYPE_FD_READ: READ, EVENTTYPE_FD_WRITE: WRITE } = wasi;
const millisecond = 1_000_000n;

interface Subscription {
  readonly userdata: bigint;
  readonly type: number;
  readonly clock?: number;
  readonly timeout?: bigint;
  readonly absolute?: boolean;
  readonly fd?: number;
}

function newGuest(): Guest {
  return new Guest(createHost({ args: [], env: {}, directories: [], ...testStreams() }));
}

/** The errno, or each event as "userdata type errno", and how long it took in milliseconds. */
function poll(guest: Guest, subscriptions: readonly Subscription[]) {
  const bytes = new Uint8Array(subscriptions.length * SubscriptionBytes);
  const view = new DataView(bytes.buffer);
  subscriptions.forEach(({ userdata, type, clock, timeout, absolute, fd }, i) => {
    const at = i * SubscriptionBytes;
    view.setBigUint64(at, userdata, true);
    view.setUint8(at + 8, type);
    view.setUint32(at + 16, fd ?? clock ?? wasi.CLOCKID_MONOTONIC, true);
    view.setBigUint64(at + 24, timeout ?? 0n, true);
    view.setUint16(at + 40, absolute ? 1 : 0, true);
  });
  const [from] = guest.put(bytes);
  const to = guest.allocate(subscriptions.length * EventBytes);
  const count = guest.allocate(4);
  const start = performance.now();
  const errno = guest.call("poll_oneoff", from, to, subscriptions.length, count);
  const took = performance.now() - start;
  const events = Array.from({ length: guest.u32(count) }, (_, i) => {
    const at = to + i * EventBytes;
    return `${guest.u64(at)} ${guest.bytes[at + 10]} ${guest.bytes[at + 8]}`;
  });
  return { errno, events, took };
}

test("the earliest clock wakes", () => {
  const { errno, events, took } = poll(newGuest(), [
    { userdata: 1n, type: CLOCK, timeout: 3_600_000n * millisecond },
    { userdata: 2n, type: CLOCK, timeout: 20n * millisecond },
  ]);
  expect({ errno, events }).toEqual({ errno: 0, events: [`2 ${CLOCK} 0`] });
  expect(took).toBeGreaterThanOrEqual(19);
});

test("an absolute time is one of that clock", () => {
  const guest = newGuest();
  const time = guest.allocate(8);
  for (const clock of [wasi.CLOCKID_MONOTONIC, wasi.CLOCKID_REALTIME]) {
    expect(guest.call("clock_time_get", clock, 0n, time)).toBe(0);
    const timeout = guest.u64(time) + 20n * millisecond;
    const { events } = poll(guest, [{ userdata: 7n, type: CLOCK, clock, timeout, absolute: true }]);
    expect(events).toEqual([`7 ${CLOCK} 0`]);
    expect(guest.call("clock_time_get", clock, 0n, time)).toBe(0);
    expect(guest.u64(time)).toBeGreaterThan(timeout - 2n * millisecond);
    const past = { userdata: 8n, type: CLOCK, clock, timeout: 1n, absolute: true };
    expect(poll(guest, [past]).events).toEqual([`8 ${CLOCK} 0`]);
  }
});

test("descriptors are ready at once, or bad", () => {
  const { events } = poll(newGuest(), [
    { userdata: 1n, type: CLOCK, timeout: 3_600_000n * millisecond },
    { userdata: 2n, type: READ, fd: 0 },
    { userdata: 3n, type: WRITE, fd: 1 },
    { userdata: 4n, type: READ, fd: 99 },
  ]);
  expect(events).toEqual([`2 ${READ} 0`, `3 ${WRITE} 0`, `4 ${READ} ${wasi.ERRNO_BADF}`]);
});

test("what makes no sense is INVAL", () => {
  expect(poll(newGuest(), []).errno).toBe(wasi.ERRNO_INVAL);
  expect(poll(newGuest(), [{ userdata: 1n, type: 3 }]).errno).toBe(wasi.ERRNO_INVAL);
  expect(poll(newGuest(), [{ userdata: 1n, type: CLOCK, clock: 9 }]).errno).toBe(wasi.ERRNO_INVAL);
});

test("the clocks go on, and all but the calendar's begin with the program", () => {
  const guest = newGuest();
  const at = guest.allocate(8);
  const now = (clock: number) => {
    expect(guest.call("clock_time_get", clock, 0n, at)).toBe(0);
    return guest.u64(at);
  };
  expect(Math.abs(Number(now(wasi.CLOCKID_REALTIME)) / 1e6 - Date.now())).toBeLessThan(1000);
  for (const clock of [wasi.CLOCKID_MONOTONIC, wasi.CLOCKID_PROCESS_CPUTIME_ID]) {
    const first = now(clock);
    expect(first).toBeLessThan(10_000n * millisecond);
    while (now(clock) === first);
    expect(now(clock)).toBeGreaterThan(first);
    expect(guest.call("clock_res_get", clock, at)).toBe(0);
    expect(guest.u64(at)).toBeGreaterThan(0n);
  }
  expect(guest.call("clock_time_get", 4, 0n, at)).toBe(wasi.ERRNO_INVAL);
});
