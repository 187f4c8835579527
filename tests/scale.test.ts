/** Modules that have very many of one thing: what rewriting them costs grows as they do, and what no engine would take is refused. */
import { expect, it } from "vitest";
import { Shapes } from "../bench/generated.mjs";
import { instrument } from "../src/instrument/rewrite.ts";
import { decodeModule } from "../src/wasm/decode.ts";

/** Seconds of CPU time: other tests run beside this one. The best of several, since some of it is the engine's, compiling. */
function secondsFor(module: Uint8Array, runs: number): number {
  const once = () => {
    const start = process.cpuUsage();
    rewritten(module);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  return Math.min(...Array.from({ length: runs }, once));
}

function rewritten(module: Uint8Array): Uint8Array {
  const options = { programLimit: 2 ** 29, definedness: true };
  return instrument(decodeModule(module, "generated.wasm"), "generated.wasm", options).bytes;
}

const [Few, Many] = [1_000, 20_000];
/** Where the work for a byte were to grow with the module, it would be `Many / Few` times as much again. */
const MostTimes = 4 * (Many / Few);

it.each(Object.keys(Shapes))("%s: twenty times as many take twenty times as long", (name) => {
  const shape = Shapes[name]!;
  const [few, many] = [shape(Few), shape(Many)];
  expect(WebAssembly.validate(many as BufferSource)).toBe(true);
  const seconds = secondsFor(few, 5);
  const times = secondsFor(many, 2) / Math.max(seconds, 0.002);
  expect(times).toBeLessThan(MostTimes);
  expect(WebAssembly.validate(rewritten(few) as BufferSource)).toBe(true);
});

it.each([
  { name: "loops, one after the other", count: 80_000, what: /^has a function that is too large/ },
  {
    name: "locals that may be undefined",
    count: 30_000,
    what: /^has a function with too many locals/,
  },
])("refuses what no engine would take: $name", ({ name, count, what }) => {
  const module = Shapes[name]!(count);
  expect(WebAssembly.validate(module as BufferSource)).toBe(true);
  expect(() => rewritten(module)).toThrow(what);
});
