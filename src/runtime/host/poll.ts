/**
 * poll_oneoff: what sleep, nanosleep, poll and select end in. Clocks are waited for. A descriptor
 * counts as ready, always: a file is, and whether a pipe or a terminal has something cannot be asked
 * of Node without reading it. So a program that polls its stdin goes on and waits in the read.
 */
import { wasi } from "@bjorn3/browser_wasi_shim";
import { type Clocks, sleep } from "./clocks.ts";
import { WasiError } from "./errno.ts";
import { EventBytes, SubscriptionBytes } from "./wasi-abi.ts";

interface Subscription {
  readonly userdata: bigint;
  readonly type: number;
  /** When a clock's is due, on that clock; absent for a descriptor's, which is ready. */
  readonly due?: { readonly clock: number; readonly time: bigint };
  readonly errno: number;
}

export interface PollArguments {
  readonly in: number;
  readonly out: number;
  readonly count: number;
  isOpen(fd: number): boolean;
}

/**
 * Waits until at least one subscription is ready and writes an event for each that is.
 *
 * @returns The number of events.
 * @throws WasiError INVAL without subscriptions or for a type or a clock that WASI does not have.
 */
export function pollOneoff(view: DataView, clocks: Clocks, poll: PollArguments): number {
  if (poll.count === 0) throw new WasiError(wasi.ERRNO_INVAL);
  const subscriptions = Array.from({ length: poll.count }, (_, i) =>
    readSubscription(view, poll.in + i * SubscriptionBytes, clocks, poll.isOpen),
  );
  for (;;) {
    const waits = subscriptions.map(({ due }) =>
      due === undefined ? 0 : Number(due.time - clocks.now(due.clock)),
    );
    const ready = subscriptions.filter((_, i) => waits[i]! <= 0);
    if (ready.length > 0) {
      ready.forEach((subscription, i) => {
        writeEvent(view, poll.out + i * EventBytes, subscription);
      });
      return ready.length;
    }
    sleep(waits.reduce((a, b) => Math.min(a, b)) / 1e6);
  }
}

function readSubscription(
  view: DataView,
  at: number,
  clocks: Clocks,
  isOpen: (fd: number) => boolean,
): Subscription {
  const userdata = view.getBigUint64(at, true);
  const type = view.getUint8(at + 8);
  switch (type) {
    case wasi.EVENTTYPE_CLOCK: {
      const clock = view.getUint32(at + 16, true);
      const timeout = view.getBigUint64(at + 24, true);
      const flags = view.getUint16(at + 40, true);
      const now = clocks.now(clock);
      const time = flags & wasi.SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME ? timeout : now + timeout;
      return { userdata, type, due: { clock, time }, errno: 0 };
    }
    case wasi.EVENTTYPE_FD_READ:
    case wasi.EVENTTYPE_FD_WRITE: {
      const fd = view.getUint32(at + 16, true);
      return { userdata, type, errno: isOpen(fd) ? 0 : wasi.ERRNO_BADF };
    }
    default:
      throw new WasiError(wasi.ERRNO_INVAL);
  }
}

function writeEvent(view: DataView, at: number, { userdata, type, errno }: Subscription): void {
  view.setBigUint64(at, userdata, true);
  view.setUint16(at + 8, errno, true);
  view.setUint8(at + 10, type);
  // How many bytes are ready: at least one, as far as we can say.
  view.setBigUint64(at + 16, type === wasi.EVENTTYPE_CLOCK ? 0n : 1n, true);
  view.setUint16(at + 24, 0, true);
}
