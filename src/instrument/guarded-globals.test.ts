import fc from "fast-check";
import { expect, it } from "vitest";
import { guardedAt, touchesRedzone } from "./guarded-globals.ts";

/** Globals one behind the other, with gaps. */
const layouts = fc
  .array(fc.record({ gap: fc.nat(3), size: fc.integer({ min: 1, max: 40 }) }), { maxLength: 6 })
  .map((each) => {
    let at = 64;
    return each.map(({ gap, size }, index) => {
      const start = at + 32 * gap;
      at = start + Math.ceil((size + 16) / 32) * 32;
      return { start, size, end: at, name: `g${index}` };
    });
  });

it("finds a redzone in any range that has a byte of one", () => {
  fc.assert(
    fc.property(layouts, fc.nat(600), fc.integer({ min: 1, max: 16 }), (guarded, first, size) => {
      const bytes = Array.from({ length: size }, (_, at) => first + at);
      const inRedzone = (at: number) =>
        guarded.some(({ start, size, end }) => at >= start + size && at < end);
      expect(touchesRedzone(guarded, first, first + size)).toBe(bytes.some(inRedzone));
    }),
  );
});

it("finds the global before an address", () => {
  fc.assert(
    fc.property(layouts, fc.nat(600), (guarded, address) => {
      const expected = guarded.filter(({ start }) => start <= address).at(-1);
      expect(guardedAt(guarded, address)).toBe(expected);
    }),
  );
});
