import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AddressShadow, accessAllowed } from "./addressability.ts";
import { Definedness, ReasonBit, State } from "./states.ts";

const AddressSpace = 2 ** 32;
const shadowOf = () => new AddressShadow(new ArrayBuffer(2 ** 29), 0);

/** The obvious model: for a granule's shadow byte, what each of its eight bytes is. */
function bytesOf(granule: number): number[] {
  return Array.from({ length: 8 }, (_, i) => {
    if (granule === State.Unmapped || (granule & ReasonBit) !== 0) return granule;
    return i < (granule & 0xf) ? State.Addressable : State.HeapRedzone;
  });
}

describe("every combination of three granules, alignment and size", () => {
  const { Dirty, Fresh } = Definedness;
  const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 1 | Dirty, 5 | Fresh, 8 | Dirty, 8 | Fresh];
  const granules = [...counts, State.HeapRedzone, State.Freed, State.BelowStack];
  // At the start, where four granules can be read at once; in the middle of such four; across two.
  test.each([0, 8, 0x10010])("at address %i", (base) => {
    const shadow = shadowOf();
    const wrong: string[] = [];
    for (const a of granules) {
      for (const b of granules) {
        for (const c of granules) {
          shadow.bytes.set([a, b, c], base / 8);
          const bytes = [...bytesOf(a), ...bytesOf(b), ...bytesOf(c)];
          for (let offset = 0; offset < 16; offset++) {
            const address = base + offset;
            if (shadow.stateAt(address) !== bytes[offset])
              wrong.push(`state ${a} ${b} ${c} +${offset}`);
            for (const size of [1, 2, 3, 4, 8, 16]) {
              if (offset + size > bytes.length) continue;
              const refused = bytes
                .slice(offset, offset + size)
                .findIndex((state) => state !== State.Addressable);
              const name = `${a} ${b} ${c} +${offset} size ${size}`;
              if (accessAllowed(shadow.bytes, address, size) !== refused < 0) wrong.push(name);
              if (shadow.firstRefused(address, size) !== refused) wrong.push(`first of ${name}`);
            }
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("the end of the address space", () => {
  test("is where accesses end", () => {
    const shadow = shadowOf();
    shadow.mark(AddressSpace - 64, AddressSpace, State.Addressable);
    shadow.mark(0, 64, State.Addressable);
    for (const size of [1, 2, 4, 8, 16]) {
      for (let address = AddressSpace - 32; address < AddressSpace; address++) {
        const fits = address + size <= AddressSpace;
        expect(shadow.allows(address, size)).toBe(fits);
        expect(shadow.firstRefused(address, size)).toBe(fits ? -1 : AddressSpace - address);
      }
    }
    expect(shadow.firstRefused(AddressSpace - 64, 2 ** 32 - 1)).toBe(64);
  });

  test("is where marking ends", () => {
    const shadow = shadowOf();
    expect(() => shadow.mark(AddressSpace - 8, AddressSpace + 8, State.Freed)).toThrow(RangeError);
    expect(() => shadow.markAddressable(AddressSpace - 8, AddressSpace + 1)).toThrow(RangeError);
    shadow.markAddressable(AddressSpace - 8, AddressSpace - 3);
    expect(shadow.firstRefused(AddressSpace - 8, 8)).toBe(5);
  });
});

test("only whole granules can be marked, and only forwards", () => {
  const shadow = shadowOf();
  expect(() => shadow.mark(4, 16, State.Freed)).toThrow(RangeError);
  expect(() => shadow.mark(8, 12, State.Freed)).toThrow(RangeError);
  expect(() => shadow.mark(16, 8, State.Freed)).toThrow(RangeError);
  expect(() => shadow.mark(-8, 8, State.Freed)).toThrow(RangeError);
  expect(() => shadow.markAddressable(4, 8)).toThrow(RangeError);
  expect(() => shadow.markAddressable(16, 12)).toThrow(RangeError);
  shadow.markAddressable(16, 16);
  expect(shadow.stateAt(16)).toBe(State.Unmapped);
});

test("a sequence of marks leaves the bytes as a byte array would have them", () => {
  const Bytes = 2048;
  const granule = fc.integer({ min: 0, max: Bytes / 8 });
  const mark = fc.record({
    from: granule,
    to: granule,
    tail: fc.integer({ min: 0, max: 7 }),
    state: fc.constantFrom(
      State.HeapRedzone,
      State.Freed,
      State.BelowStack,
      State.AddressableFresh,
      State.Addressable,
    ),
  });
  const shadow = shadowOf();
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 20 }), (marks) => {
      const model = new Uint8Array(Bytes);
      shadow.mark(0, Bytes, State.Unmapped);
      for (const { from, to, tail, state } of marks) {
        const start = Math.min(from, to) * 8;
        const end = Math.max(from, to) * 8;
        if (state !== State.Addressable) {
          shadow.mark(start, end, state);
          const fresh = state === State.AddressableFresh;
          model.fill(fresh ? State.Addressable : state, start, end);
        } else {
          const exact = Math.min(end + tail, Bytes);
          shadow.markAddressable(start, exact);
          model.fill(State.HeapRedzone, start, Math.ceil(exact / 8) * 8);
          model.fill(State.Addressable, start, exact);
        }
      }
      for (let at = 0; at < Bytes; at++) {
        if (shadow.stateAt(at) !== model[at]) throw new Error(`byte ${at}: ${shadow.stateAt(at)}`);
        const refused = model
          .subarray(at, at + 300)
          .findIndex((byte) => byte !== State.Addressable);
        const length = Math.min(300, Bytes - at);
        if (shadow.firstRefused(at, length) !== refused)
          throw new Error(`first refused from ${at}`);
      }
    }),
    { numRuns: 200 },
  );
});
