import { expect, it } from "vitest";
import { uncatchable, unpacked } from "./uncatchable.ts";

/**
 * (import "h" "f" (func (param i32) (result i32)))
 * (func (export "guarded") (result i32) try i32.const 7 call 0 catch_all i32.const −1 end)
 */
const Catching = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x0a, 0x02, 0x60, 0x01, 0x7f, 0x01, 0x7f, 0x60, 0x00, 0x01, 0x7f],
  ...[0x02, 0x07, 0x01, 0x01, 0x68, 0x01, 0x66, 0x00, 0x00],
  ...[0x03, 0x02, 0x01, 0x01],
  ...[0x07, 0x0b, 0x01, 0x07, 0x67, 0x75, 0x61, 0x72, 0x64, 0x65, 0x64, 0x00, 0x01],
  ...[0x0a, 0x0e, 0x01, 0x0c, 0x00, 0x06, 0x7f, 0x41, 0x07, 0x10, 0x00, 0x19, 0x41, 0x7f],
  ...[0x0b, 0x0b],
);

function run(imports: WebAssembly.ModuleImports): unknown {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Catching), { h: imports });
  return (exports.guarded as () => number)();
}

it("catch_all catches what JavaScript throws", () => {
  const error = () => {
    throw new WebAssembly.RuntimeError("no trap");
  };
  expect(run({ f: error })).toBe(-1);
});

it("but not what a guarded function throws, which comes out as it was", () => {
  for (const thrown of [new Error("a stop"), new RangeError("a bug"), "a text", undefined]) {
    const imports = uncatchable({
      f: () => {
        throw thrown;
      },
    });
    // Twice: each needs an object of its own.
    for (const _ of [1, 2]) {
      let caught: unknown = "nothing";
      try {
        run(imports);
      } catch (error) {
        caught = unpacked(error);
      }
      expect(caught).toBe(thrown);
    }
  }
});

it("guarded functions do what they do", () => {
  expect(run(uncatchable({ f: (seven: number) => seven + 1 }))).toBe(8);
  expect(unpacked("as it is")).toBe("as it is");
});
