import fc from "fast-check";
import { expect, test } from "vitest";
import { DefinednessShadow } from "./definedness.ts";
import { layoutFor } from "./layout.ts";

const Limit = 0x10000;
const Bytes = 64;
const layout = layoutFor(Limit, { definedness: true, origins: true });
const memory = new ArrayBuffer(layout.addressability + Limit / 8);
const shadow = new DefinednessShadow(memory, layout, 0);
const origins = new Uint32Array(memory, layout.origins, Limit / 4);

/** Every step has an origin of its own, so which bytes came from which step is known. */
test("an undefined byte has the origin of a byte of its four, wherever it was copied", () => {
  const step = fc.record({
    copies: fc.boolean(),
    at: fc.nat(Bytes - 1),
    from: fc.nat(Bytes - 1),
    length: fc.nat(Bytes),
    bits: fc.constantFrom(0, 1, 0xff),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      new Uint8Array(memory, layout.addressability).fill(8);
      origins.fill(0);
      /** By byte: the origins that it may have; none: it is defined. */
      const model: ReadonlySet<number>[] = Array.from({ length: Bytes }, () => new Set());
      steps.forEach(({ copies, at, from, length, bits }, i) => {
        const room = Math.min(length, Bytes - at, Bytes - from);
        const origin = i + 1;
        const source = model.slice(from, from + room);
        if (copies) shadow.copy(at, from, room);
        else shadow.set(at, room, bits, origin);
        for (let byte = 0; byte < room; byte++) {
          model[at + byte] = copies ? source[byte]! : new Set(bits === 0 ? [] : [origin]);
        }
        // What lies in four bytes with another undefined byte may have got its origin.
        for (let group = 0; group < Bytes; group += 4) {
          const all = new Set(model.slice(group, group + 4).flatMap((each) => [...each]));
          for (let byte = group; byte < group + 4; byte++) {
            if (model[byte]!.size > 0) model[byte] = all;
          }
        }
      });
      model.forEach((possible, byte) => {
        if (possible.size > 0) expect(possible).toContain(shadow.originAt(byte));
      });
    }),
    { numRuns: 500 },
  );
});

test("a copy that overlaps takes the origins from before it", () => {
  new Uint8Array(memory, layout.addressability).fill(8);
  for (const word of [0, 1, 2, 3]) shadow.undefine(4 * word, 4, 0x80000001 + word);
  shadow.copy(4, 0, 12);
  const at = [0, 4, 8, 12].map((address) => shadow.originAt(address));
  expect(at).toEqual([0x80000001, 0x80000001, 0x80000002, 0x80000003]);
});

test("what is beyond the memory has no origin to set", () => {
  new Uint8Array(memory, layout.addressability).fill(8);
  shadow.undefine(Limit - 4, 2 ** 31, 5);
  expect(shadow.originAt(Limit - 1)).toBe(5);
  expect(new Uint8Array(memory, layout.addressability)[0]).toBe(8);
});
