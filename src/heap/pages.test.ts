import fc from "fast-check";
import { expect, test } from "vitest";
import { spaceUpTo } from "./heap.fixture.ts";
import { PagePool } from "./pages.ts";

const Page = 0x10000;
const Pages = 64;

test("runs are joined, so that all pages can be had in one piece again", () => {
  const pool = new PagePool(Pages, spaceUpTo(Pages * Page));
  const taken = [pool.take(10), pool.take(20), pool.take(5), pool.take(27)];
  expect(taken).toEqual([2, 12, 32, 37]);
  expect(pool.take(1)).toBe(0);
  pool.give(12, 20);
  pool.give(37, 27);
  expect(pool.freeRuns()).toEqual([
    [12, 20],
    [37, 27],
  ]);
  pool.give(32, 5);
  pool.give(2, 10);
  expect(pool.freeRuns()).toEqual([[2, 62]]);
  expect(pool.take(62)).toBe(2);
});

test("a free run at the end is extended rather than left behind", () => {
  const pool = new PagePool(Pages, spaceUpTo(Pages * Page));
  pool.take(30);
  const second = pool.take(20);
  pool.give(second, 20);
  // 12 pages are left beyond the 20 free ones: enough only together.
  expect(pool.take(32)).toBe(second);
});

test("no page is handed out twice, and neighbours are always joined", () => {
  const step = fc.record({
    take: fc.boolean(),
    pages: fc.integer({ min: 1, max: 9 }),
    pick: fc.nat(),
  });
  const steps = fc.array(step, { maxLength: 200 });
  fc.assert(
    fc.property(steps, fc.constantFrom(0, 2, 5), (steps, gapEvery) => {
      const pool = new PagePool(Pages, spaceUpTo(Pages * Page, gapEvery));
      const taken: [number, number][] = [];
      for (const { take, pages, pick } of steps) {
        if (take) {
          const first = pool.take(pages);
          if (first !== 0) taken.push([first, pages]);
        } else if (taken.length > 0) {
          const [[first, length]] = taken.splice(pick % taken.length, 1) as [[number, number]];
          pool.give(first, length);
        }
        const free = pool.freeRuns();
        const all = [...taken, ...free].sort((a, b) => a[0] - b[0]);
        for (let i = 1; i < all.length; i++) {
          expect(all[i]![0]).toBeGreaterThanOrEqual(all[i - 1]![0] + all[i - 1]![1]);
        }
        for (let i = 1; i < free.length; i++) {
          expect(free[i]![0]).toBeGreaterThan(free[i - 1]![0] + free[i - 1]![1]);
        }
      }
    }),
  );
});
