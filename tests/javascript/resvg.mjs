/** resvg (Rust, wasm-bindgen): a drawing with gradients, filters and curves, as a PNG. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const { resolve } = createRequire(import.meta.url);
await initWasm(new WebAssembly.Module(readFileSync(resolve("@resvg/resvg-wasm/index_bg.wasm"))));
const shapes = Array.from({ length: 30 }, (_, at) => {
  const blurred = at % 5 === 0 ? ' filter="url(#blur)"' : "";
  const place = `cx="${(at * 37) % 200}" cy="${(at * 53) % 200}" r="${5 + at}"`;
  return `<circle ${place} fill="url(#sky)" opacity="0.${1 + (at % 9)}"${blurred}/>
    <path d="M${at} ${at * 3} C 50 ${at}, 120 ${at * 2}, 199 ${199 - at}" stroke="green" fill="none"/>`;
});
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">
  <linearGradient id="sky"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>
  <filter id="blur"><feGaussianBlur stdDeviation="3"/></filter>${shapes.join("")}</svg>`;
const png = new Resvg(drawing).render().asPng();
console.log(png.length, createHash("sha256").update(png).digest("hex"));
