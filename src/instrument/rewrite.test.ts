import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeModule } from "../wasm/decode.ts";
import type { InstrumentOptions } from "./plan.ts";
import { instrument } from "./rewrite.ts";

const fixtures = new URL("../../tests/fixtures/wasm/", import.meta.url);
const modules = readdirSync(fixtures).filter((name) => name.endsWith(".wasm"));
const VARIANTS: Readonly<Record<string, Partial<InstrumentOptions>>> = {
  addresses: {},
  "addresses, locals spilled": { spillLocals: true },
  definedness: { definedness: true },
  "definedness, locals spilled": { definedness: true, spillLocals: true },
  origins: { definedness: true, origins: true },
  "origins, locals spilled": { definedness: true, origins: true, spillLocals: true },
};

describe("a rewritten module", () => {
  for (const name of modules) {
    for (const [variant, options] of Object.entries(VARIANTS)) {
      it(`is valid: ${name}, ${variant}`, async () => {
        const module = decodeModule(readFileSync(new URL(name, fixtures)), name);
        const { bytes } = instrument(module, name, { programLimit: 64 * 2 ** 20, ...options });
        // compile, not validate: its error says what is wrong.
        await expect(WebAssembly.compile(bytes as BufferSource)).resolves.toBeDefined();
      });
    }
  }
});
