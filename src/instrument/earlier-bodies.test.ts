import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import { decodeModule } from "../wasm/decode.ts";
import { instrument } from "./rewrite.ts";

const fixtures = new URL("../../tests/fixtures/wasm/", import.meta.url);
const names = readdirSync(fixtures).filter((name) => name.endsWith(".wasm"));
const options = { programLimit: 2 ** 26, definedness: true };

describe("a module rewritten once more, so that some functions log their steps", () => {
  test.each(names)("%s: is what it is when it is rewritten anew", (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, fixtures)));
    const module = decodeModule(bytes, name);
    const places = new Map(
      module.bodies.filter((_, at) => at % 3 === 0).map(({ offset }, at) => [offset, at + 1]),
    );
    const lineStarts = (body: CodeOffset) => {
      const place = places.get(body);
      return place === undefined ? [] : [{ site: body, place }];
    };
    const steps = {
      libraries: false,
      saved: "everywhere" as const,
      lineStarts,
      savedLocals: () => [],
    };
    const earlier = instrument(module, name, options);
    const anew = instrument(module, name, { ...options, steps });
    const reused = instrument(module, name, { ...options, steps }, { earlier });
    expect(Buffer.compare(reused.bytes, anew.bytes)).toBe(0);
    expect(Buffer.compare(reused.bytes, earlier.bytes)).not.toBe(0);
  });

  test("takes what it can from there", () => {
    const bytes = new Uint8Array(readFileSync(new URL(names[0]!, fixtures)));
    const module = decodeModule(bytes, names[0]!);
    const steps = {
      libraries: false,
      saved: "everywhere" as const,
      lineStarts: () => [],
      savedLocals: () => [],
    };
    const unlike = instrument(module, names[0]!, { ...options, definedness: false });
    const reused = instrument(module, names[0]!, { ...options, steps }, { earlier: unlike });
    const anew = instrument(module, names[0]!, { ...options, steps });
    // Of another kind, which nobody is to give it: it shows that the functions come from there.
    expect(reused.bytes.length).toBeLessThan(anew.bytes.length);
  });
});

test("for a run that is known to be brief, nothing is to be optimised at once", () => {
  const bytes = new Uint8Array(readFileSync(new URL(names[0]!, fixtures)));
  const module = decodeModule(bytes, names[0]!);
  const hintsOf = (brief: boolean) => {
    const rewritten = instrument(module, names[0]!, { ...options, brief });
    return decodeModule(rewritten.bytes, "rewritten").customs.map(({ name }) => name);
  };
  expect(hintsOf(false)).toEqual([...hintsOf(true), "compilationHints"].toSorted());
  expect(hintsOf(true)).toContain("metadata.code.branch_hint");
});
