import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeModule } from "../wasm/decode.ts";
import { instrument } from "./rewrite.ts";

const fixtures = new URL("../../tests/fixtures/wasm/", import.meta.url);
const modules = readdirSync(fixtures).filter((name) => name.endsWith(".wasm"));

describe("a rewritten module", () => {
  for (const name of modules) {
    for (const spillLocals of [false, true]) {
      it(`is valid: ${name}${spillLocals ? ", locals spilled" : ""}`, async () => {
        const module = decodeModule(readFileSync(new URL(name, fixtures)), name);
        const options = { programLimit: 64 * 2 ** 20, spillLocals };
        const { bytes } = instrument(module, name, options);
        // compile, not validate: its error says what is wrong.
        await expect(WebAssembly.compile(bytes as BufferSource)).resolves.toBeDefined();
      });
    }
  }
});
