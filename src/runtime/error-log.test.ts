import { describe, expect, it, vi } from "vitest";
import type { Addr } from "../bytes/brand.ts";
import { ErrorLog } from "./error-log.ts";
import type { UncountedError } from "./facts.ts";

function errorAt(address: number): UncountedError {
  const place = { region: "null" } as const;
  return { kind: "InvalidRead", size: 1, address: address as Addr, place, stack: [] };
}

describe("the error log", () => {
  it("describes an error once and counts its occurrences", () => {
    const log = new ErrorLog();
    const again = vi.fn(() => errorAt(2));
    log.add("read", 7, () => errorAt(1), 3);
    log.add("read", 7, again);
    log.add("read", 7, again, 10);
    expect(again).not.toHaveBeenCalled();
    expect(log.all()).toEqual([{ ...errorAt(1), count: 14 }]);
  });

  it("tells errors apart by key and by place, in the order in which they came", () => {
    const log = new ErrorLog();
    log.add("read", 2, () => errorAt(1));
    log.add("write", 2, () => errorAt(2));
    log.add("read", 1, () => errorAt(3));
    expect(log.all()).toEqual([1, 2, 3].map((at) => ({ ...errorAt(at), count: 1 })));
  });

  it("drops different errors beyond a thousand, and counts the known ones on", () => {
    const log = new ErrorLog();
    for (let place = 0; place < 1005; place++) log.add("read", place, () => errorAt(place));
    log.add("read", 999, () => errorAt(0));
    log.add("read", 1000, () => errorAt(0));
    expect(log.length).toBe(1000);
    const counts = log.all().map(({ count }) => count);
    expect(counts).toEqual([...Array(999).fill(1), 2]);
  });

  it("keeps suppressed errors, which drop no others", () => {
    const log = new ErrorLog(({ stack }) => stack.length > 0);
    const suppressed = { ...errorAt(1), stack: [{ intrinsic: "free" }] };
    for (let place = 0; place < 2000; place++) log.add("free", place, () => suppressed);
    expect([log.length, log.reported]).toEqual([2000, 0]);
    for (let place = 0; place < 1005; place++) log.add("read", place, () => errorAt(place));
    expect([log.length, log.reported]).toEqual([3000, 1000]);
  });
});
