/** A C file of many fuzzed functions: one compilation for all of them. */
import { StructType } from "./callees.ts";
import { AccessMacros, AccessTypes } from "./expressions.ts";
import { type Dialect, makeFunction } from "./function.ts";
import { FillFunction } from "./memory.ts";
import { type Expected, ObservationGlobals } from "./observations.ts";
import { Random } from "./random.ts";

export interface FuzzProgram {
  readonly source: string;
  readonly decisions: readonly Decision[];
}

/** What one observation comes to in one call. */
export interface Decision extends Expected {
  /** The observation's, counting from 1 as in reports. */
  readonly line: number;
  /** Of the call, in main. */
  readonly callLine: number;
  readonly text: string;
}

const Prelude = `#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define NOINLINE __attribute__((noinline))
${AccessMacros}
${AccessTypes}
${StructType}
${ObservationGlobals}
static void *volatile laundry;
static NOINLINE void *launder(void *p) { laundry = p; return laundry; } // whose memory it is, no optimiser knows
${FillFunction}`;

/** The same functions for the same seed. */
export function makeProgram(seed: number, functions: number, dialect: Dialect): FuzzProgram {
  const lines = Prelude.split("\n");
  const made = Array.from({ length: functions }, (_, i) => {
    const name = `f${i}`;
    const { lines: own, ...rest } = makeFunction(new Random(seed * 10_007 + i), name, dialect);
    const from = lines.length + 1;
    lines.push(...own);
    return { name, from, ...rest };
  });

  const decisions: Decision[] = [];
  // Volatile, lest they make a copy of the function for each number.
  const seeds = made.flatMap((each) => each.seeds);
  lines.push(`static const volatile uint32_t seeds[] = { ${seeds.map((each) => `${each}u`)} };`);
  lines.push("int main(void) {");
  let calls = 0;
  for (const { name, from, observations, seeds } of made) {
    for (const call of seeds.keys()) {
      lines.push(`    ${name}(seeds[${calls++}]);`);
      for (const { line, text, expected } of observations) {
        decisions.push({ text, line: from + line, callLine: lines.length, ...expected[call]! });
      }
    }
  }
  lines.push("    return 0;", "}");
  return { source: `${lines.join("\n")}\n`, decisions };
}
