import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  type AccessFunction,
  accessModule,
  ProgramBytes,
  Refused,
} from "../../tests/support/access-module.ts";
import { isOfVectors } from "../../tests/support/evaluator.ts";
import { accessAllowed } from "../shadow/addressability.ts";
import { NullPageBytes } from "../shadow/layout.ts";
import { State } from "../shadow/states.ts";
import { OPCODES } from "../wasm/opcodes.ts";

/** Once the whole program is open (`openProgram`). */
function isOpen(first: number, size: number): boolean {
  return first >= NullPageBytes && first + size <= ProgramBytes;
}

/** True when the access went through, false when the hook was asked; an engine trap is neither. */
function outcome(run: () => unknown): "done" | "refused" | "trapped" {
  try {
    run();
    return "done";
  } catch (error) {
    if (error instanceof Refused) return "refused";
    if (error instanceof WebAssembly.RuntimeError) return "trapped";
    throw error;
  }
}

/** What the engine does with an access that is allowed: atomic ones have to be aligned, and nobody waits in one thread. */
function carriedOut({ row, size }: AccessFunction, first: number): "done" | "trapped" {
  if (row.memory.kind !== "atomic") return "done";
  return first % size !== 0 || row.memory.does === "wait" ? "trapped" : "done";
}

describe.each([
  ["addresses are checked", false],
  ["V bits are followed", true],
])("where %s", (_, definedness) => {
  const { functions, shadow, bytes, layout, refusals } = accessModule(definedness);

  function openProgram(state: State = State.Addressable): void {
    shadow.mark(0, NullPageBytes, State.NullPage);
    shadow.mark(NullPageBytes, ProgramBytes, state);
  }
  const OPEN: readonly State[] = definedness
    ? [State.Addressable, State.AddressableDirty, State.AddressableFresh]
    : [State.Addressable];
  /** Everything behind the program's memory that is ever touched, so that a change of it shows. */
  function behindProgram(): Uint8Array {
    const ends = [ProgramBytes, layout.addressability, layout.callStack, bytes.length];
    return Uint8Array.from(
      ends.flatMap((end) => [...bytes.subarray(Math.max(ProgramBytes, end - 256), end + 256)]),
    );
  }

  afterEach(() => {
    refusals.length = 0;
  });

  describe("the emitted check of an access", () => {
    it("exists for every instruction of the table that touches memory", () => {
      const touching = OPCODES.filter(
        ({ memory }) => !["none", "size", "grow"].includes(memory.kind),
      );
      expect(new Set(functions.map(({ row }) => row.name))).toEqual(
        new Set(touching.map(({ name }) => name)),
      );
    });

    const states = [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x80, State.HeapRedzone, 0xff];
    const fewStates = [0, 3, 8, State.HeapRedzone];
    const base = 0x1000;
    // What is emitted for vectors knows nothing but the size: one offset is enough.
    const inFront = functions.filter(({ row, size, offset }) => {
      return size > 0 && offset < (isOfVectors(row) ? 1 : 8);
    });

    it("agrees with accessAllowed on every state of two granules, at every alignment", () => {
      for (const each of inFront) {
        const { at, size, offset } = each;
        for (const first of states) {
          for (const second of states) {
            shadow.bytes[base / 8] = first;
            shadow.bytes[base / 8 + 1] = second;
            // What a vector may reach besides.
            shadow.bytes[base / 8 + 2] = fewStates[(first + second) % fewStates.length]!;
            for (let address = base; address < base + 8; address++) {
              const allowed = accessAllowed(shadow.bytes, address, size);
              const got = outcome(() => at(address - offset));
              if (got !== (allowed ? carriedOut(each, address) : "refused")) {
                expect.fail(
                  `${size} bytes at ${address - base}, states ${first} ${second}: ${got}`,
                );
              }
            }
          }
        }
      }
    });

    it("agrees with accessAllowed on every state of the three granules of a vector", () => {
      const vectors = inFront.filter(({ size, offset }) => size === 16 && offset === 0);
      expect(vectors.map(({ row }) => row.name)).toEqual(["v128.load", "v128.store"]);
      for (const [each, first, second, third] of vectors.flatMap((each) =>
        fewStates.flatMap((first) =>
          fewStates.flatMap((second) =>
            states.map((third) => [each, first, second, third] as const),
          ),
        ),
      )) {
        shadow.bytes.set([first, second, third], base / 8);
        for (let address = base; address < base + 8; address++) {
          refusals.length = 0;
          const allowed = accessAllowed(shadow.bytes, address, 16);
          expect(outcome(() => each.at(address))).toBe(allowed ? "done" : "refused");
          // Once, and as what it is.
          expect(refusals).toEqual(allowed ? [] : [[address, 16, each.write]]);
        }
      }
    });

    it("agrees with accessAllowed on ranges", () => {
      const granules = fc.array(fc.constantFrom(8, 8, 8, 8, 8, 8, 0, 3, 0xfa), {
        minLength: 40,
        maxLength: 40,
      });
      const bulk = functions.filter(({ size }) => size === 0);
      fc.assert(
        fc.property(
          granules,
          fc.nat(320),
          fc.nat(64),
          fc.constantFrom(...bulk),
          (states, start, length, each) => {
            shadow.bytes.set(states, 0x2000 / 8);
            const allowed = length === 0 || accessAllowed(shadow.bytes, 0x2000 + start, length);
            expect(outcome(() => each.at(0x2000 + start, length))).toBe(
              allowed ? "done" : "refused",
            );
          },
        ),
        { numRuns: 2000 },
      );
    });
  });

  describe("no access reads or writes a shadow", () => {
    const edges = [
      0,
      ProgramBytes,
      layout.addressability,
      layout.callStack,
      bytes.length,
      2 ** 31,
      2 ** 32,
    ];
    const address = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc
        .tuple(fc.constantFrom(...edges), fc.integer({ min: -16, max: 16 }))
        .map(([edge, distance]) => (edge + distance) >>> 0),
      // The shadow's own bytes: the likeliest target of a mistake.
      fc.integer({ min: layout.addressability, max: bytes.length - 1 }),
    );

    it("by loads and stores of every width, at any address and static offset", () => {
      openProgram();
      const before = behindProgram();
      fc.assert(
        fc.property(
          fc.constantFrom(...functions.filter(({ size }) => size > 0)),
          address,
          fc.constantFrom(...OPEN),
          (each, base, state) => {
            const place = (base + each.offset) % 2 ** 32;
            const granule = place - (place % 8);
            // The V bits of dirty granules do not matter here.
            if (isOpen(granule, 24)) shadow.mark(granule, granule + 24, state);
            refusals.length = 0;
            const first = base + each.offset;
            const got = outcome(() => each.at(base | 0));
            if (isOpen(first, each.size)) expect(got).toBe(carriedOut(each, first));
            else expect(got).toBe("refused");
            if (got === "refused") expect(refusals).toEqual([[first, each.size, each.write]]);
          },
        ),
        { numRuns: 20_000 },
      );
      expect(behindProgram()).toEqual(before);
    });

    it("by bulk instructions of any length", () => {
      openProgram();
      const before = behindProgram();
      const length = fc.oneof(fc.nat(64), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
      const bulk = functions.filter(({ size }) => size === 0);
      fc.assert(
        fc.property(fc.constantFrom(...bulk), address, length, (each, base, count) => {
          const open = count === 0 ? base <= ProgramBytes : isOpen(base, count);
          const got = outcome(() => each.at(base | 0, count | 0));
          // What is open may still trap: memory.init reaches beyond its segment.
          if (open) expect(got).not.toBe("refused");
          else expect(got).toBe("refused");
        }),
        { numRuns: 5000 },
      );
      expect(behindProgram()).toEqual(before);
    });

    it("at every address around the ends of the program's memory and of the address space", () => {
      openProgram();
      for (const edge of edges) {
        for (let distance = -16; distance <= 16; distance++) {
          for (const each of functions.filter(({ size, offset }) => size > 0 && offset === 0)) {
            const base = (edge + distance) >>> 0;
            const expected = isOpen(base, each.size) ? carriedOut(each, base) : "refused";
            if (outcome(() => each.at(base | 0)) !== expected) {
              expect.fail(`${each.row.name} at 0x${base.toString(16)} was not ${expected}`);
            }
          }
        }
      }
    });
  });
});
