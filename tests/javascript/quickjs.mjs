/** QuickJS (C, Emscripten): an interpreter with garbage collection, at work. */
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant } from "quickjs-emscripten-core";

const quickjs = await newQuickJSWASMModuleFromVariant(variant);
const work = `
  class Point { #x; constructor(x) { this.#x = x; } get x() { return this.#x; } }
  const points = Array.from({ length: 2000 }, (_, i) => ({ i, text: "x".repeat(i % 50), get: () => i, p: new Point(i) }));
  const byText = new Map(points.map((each) => [each.text, each]));
  const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));
  for (let round = 0; round < 20; round++) points.forEach((each) => { each.cycle = { back: each }; });
  JSON.stringify([points.length, byText.size, fibonacci(20), "a12-bc 3-d".match(/(\\d+)-(\\w+)/gu), points[7].p.x,
    String(3n ** 200n), points.reduce((sum, each) => sum + each.get(), 0), [3, 1, 2].sort(), Math.hypot(3, 4),
    encodeURIComponent("é"), [..."héllo"].reverse().join(""), new Date(0).toISOString(), 0.1 + 0.2])`;
console.log(quickjs.evalCode(work));
