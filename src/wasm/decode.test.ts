import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";
import { decodeModule } from "./decode.ts";
import { encodeModule } from "./encode.ts";

function fixture(name: string): Uint8Array<ArrayBuffer> {
  const file = new URL(`../../tests/fixtures/wasm/${name}.wasm`, import.meta.url);
  return new Uint8Array(readFileSync(file));
}
const fixtures = ["list", "shapes"].map((name) => ({ name, bytes: fixture(name) }));

describe.each(fixtures)("decodeModule and encodeModule on $name.wasm", ({ name, bytes }) => {
  it("give back the same bytes", () => {
    const again = encodeModule(decodeModule(bytes, name));
    expect(Buffer.from(again).equals(bytes)).toBe(true);
  });
});
