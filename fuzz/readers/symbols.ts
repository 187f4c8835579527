import type { Addr, CodeOffset } from "../../src/bytes/brand.ts";
import { createSymbols } from "../../src/symbols/symbols.ts";
import { decodeModule } from "../../src/wasm/decode.ts";
import { type Outcome, outcomeOf, requireSentence } from "../target.ts";

/** Bytes of code, or of memory, between two places that are asked about. */
const Stride = 13;
/** Of the program's memory, that are asked about. */
const DataBytes = 4096;
/** No stack of a report has more of them for one call. */
const MostFrames = 1000;

/** Asks for the name of everything. Nothing in debug information makes that fail: at most it leaves notes. */
export function readAllSymbols(input: Uint8Array): Outcome {
  let notes = 0;
  const outcome = outcomeOf(() => {
    const module = decodeModule(input, "input.wasm");
    const symbols = createSymbols(module);
    for (const { offset, code } of module.bodies) {
      const end = offset + code.length;
      symbols.lineRows(offset, end as CodeOffset);
      for (let at: number = offset; at < end; at += Stride) {
        const site = at as CodeOffset;
        const frames = symbols.frames(site);
        if (frames.length < 1 || frames.length > MostFrames) {
          throw new Error(`${frames.length} frames at one place`);
        }
        symbols.functionAt(site);
        symbols.hasDebugInfo(site);
        symbols.localVariable(site, "node");
        symbols.localVariable(site, "i", 7);
      }
    }
    for (let at = 0; at < DataBytes; at += Stride) symbols.globalAt((1024 + at) as Addr);
    for (const note of symbols.notes) {
      if (note.kind === "malformed") requireSentence(`${note.where}: ${note.reason}`);
    }
    notes = symbols.notes.length;
  });
  return notes === 0 ? outcome : "refused";
}
