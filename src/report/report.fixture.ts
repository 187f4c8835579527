/** The whole way from facts to text: a small program's source, its symbols, and facts to vary. */
import type { Addr, CodeOffset } from "../bytes/brand.ts";
import type { BlockFacts, ErrorFacts, LeakFacts, RawStack, RunFacts } from "../runtime/facts.ts";
import { describeRun } from "./describe.ts";
import type { SymbolSource } from "./stacks.ts";
import { renderText, type TextOptions } from "./text.ts";

const places: string[] = [];
/** Written as `malloc! strdup main:8:12`: an intrinsic, a library function, user code. */
export function stack(written: string): RawStack {
  return written.split(" ").map((place) => {
    if (place.endsWith("!")) return { intrinsic: place.slice(0, -1) };
    if (!places.includes(place)) places.push(place);
    return { site: places.indexOf(place) as CodeOffset };
  });
}
/** No variable has a name. */
export const noVariables = { localVariable: () => undefined, globalAt: () => undefined };
export const symbols: SymbolSource = {
  ...noVariables,
  isEmpty: false,
  notes: [],
  frames: (site) => {
    const [name, line, column] = places[site]!.split(":");
    if (line === undefined) return [{ function: name!, library: true }];
    const place = { file: "list.c", line: Number(line), column: Number(column) };
    return [{ function: name!, ...place, library: false }];
  },
};
const source = `#include <stdlib.h>

int main(void) {
  int *p = malloc(5 * sizeof *p);
  p[5] = 1;
	if (p[0]) return recursive(p);
  free(p);
}`;

export const addr = (value: number) => value as Addr;
export const block = (freed?: string): BlockFacts => ({
  id: 1,
  address: addr(0x10100),
  size: 20,
  state: freed === undefined ? "live" : "freed",
  allocated: stack("malloc! main:4:12 __main_void _start"),
  family: "malloc",
  ...(freed !== undefined && { freed: stack(freed) }),
});

export const clean: RunFacts = {
  ending: { kind: "exit", code: 0 },
  errors: [],
  leaks: [],
  allocations: [],
  exhausted: 0,
  notes: [],
};
export const usual: TextOptions = {
  leakCheck: "full",
  showLeakKinds: ["definite", "possible"],
  quiet: false,
  color: false,
  readSource: (file) => (file === "list.c" ? source : undefined),
};
export function text(facts: Partial<RunFacts>, options: Partial<TextOptions> = {}): string {
  const report = describeRun({ ...clean, ...facts }, symbols, {
    program: "list.c",
    errorsForLeakKinds: ["definite", "possible"],
  });
  return renderText(report, { ...usual, ...options });
}
/** The finding alone. */
export const finding = (error: ErrorFacts) => text({ errors: [error] }, { quiet: true });

export const leak = (
  kind: LeakFacts["kind"],
  blocks: number,
  bytes: number,
  where: string,
): LeakFacts => ({
  kind,
  blocks,
  bytes,
  indirectBytes: 0,
  indirectBlocks: 0,
  stack: stack(where),
});

/** Leaks of all kinds, and one that is the C library's. */
export const leaking: Partial<RunFacts> = {
  leaks: [
    leak("definite", 1000, 1_024_000, "malloc! main:4:12"),
    {
      ...leak("definite", 1, 16, "malloc! push:4:12 main:6:3"),
      indirectBytes: 32,
      indirectBlocks: 2,
    },
    leak("indirect", 2, 32, "malloc! push:4:12 main:5:3"),
    leak("possible", 1, 77, "calloc! main:4:10"),
    leak("reachable", 1, 1000, "malloc! strdup main:4:10"),
    leak("reachable", 1, 4096, "malloc! __wasilibc_populate_preopens fopen main:4:10"),
  ],
  allocations: [
    {
      stack: stack("malloc! main:4:12"),
      allocs: 1005,
      frees: 0,
      bytes: 1_025_125,
      liveBytes: 1_025_125,
      liveBlocks: 1005,
    },
    {
      stack: stack("malloc! __main_void _start"),
      allocs: 2,
      frees: 0,
      bytes: 20,
      liveBytes: 20,
      liveBlocks: 2,
    },
  ],
};
