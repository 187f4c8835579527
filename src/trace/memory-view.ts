/** The program's memory and its calls at one moment, as whoever reads values asks for them. */

import type { CodeOffset } from "../bytes/brand.ts";
import { NoRow } from "../heap/blocks.ts";
import type { Plan } from "../instrument/plan.ts";
import { type SavedLocal, savedLocalsOf, savedWords } from "../instrument/steps.ts";
import { SavedLocalBytes } from "../shadow/layout.ts";
import type { ValueFrame, ValueMemory } from "../values/value.ts";
import { bodyAt } from "../wasm/sites.ts";
import type { Moment } from "./run.ts";

export function viewOf({ machine, freed }: Moment): ValueMemory {
  const { memory, heap } = machine;
  const { bytes, definedness } = memory;
  const now = memory.size();
  const isFreed = (address: number) => {
    const row = heap.rowHolding(address);
    return row !== NoRow && !heap.isLive(row);
  };
  return {
    bytes: (address, length) =>
      address >= 0 && length >= 0 && address + length <= now
        ? bytes.subarray(address, address + length)
        : undefined,
    undefinedBits: (address, length) => {
      if (address < 0 || length <= 0 || address + length > now) return undefined;
      return isFreed(address)
        ? freed.undefinedBits(address, length)
        : definedness?.undefinedBits(address, length);
    },
  };
}

const CallBytes = 4;

/** The calls that are live, innermost first: where each is, and what was saved of it. */
export function callsOf(
  { machine, csp }: Moment,
  plan: Plan,
  site: CodeOffset | undefined,
): ValueFrame[] {
  const sites = machine.calls.innermost(csp, Number.POSITIVE_INFINITY);
  const stackPointer = BigInt(machine.stackPointer());
  // At a step the innermost call has not called anybody: its entry would be at csp.
  const innermost = site === undefined ? [] : [{ site, csp }];
  const outer = sites.map((each, at) => ({ site: each, csp: csp - (at + 1) * CallBytes }));
  const view = new DataView(machine.memory.bytes.buffer);
  return [...innermost, ...outer].map((call, at) => ({
    site: call.site,
    local: (index) => savedLocal(plan, view, call, index),
    global: (index) => (at === 0 && index === plan.stack?.global ? stackPointer : undefined),
  }));
}

function savedLocal(
  plan: Plan,
  view: DataView,
  { site, csp }: { readonly site: CodeOffset; readonly csp: number },
  index: number,
): bigint | undefined {
  const { steps, callStack } = plan.layout;
  const saved = savedOf(plan, site).find(({ local }) => local === index);
  if (steps === undefined || saved === undefined) return undefined;
  const word = (at: number) =>
    BigInt(view.getUint32(csp - callStack + steps.saved + at * SavedLocalBytes, true));
  const low = word(saved.word);
  return savedWords(saved.type) === 1 ? low : low | (word(saved.word + 1) << 32n);
}

const known = new WeakMap<Plan, Map<number, readonly SavedLocal[]>>();

/** What is saved of the function that `site` is in. */
function savedOf(plan: Plan, site: CodeOffset): readonly SavedLocal[] {
  if (plan.steps === undefined) return [];
  const { bodies, functions, types } = plan.module;
  const at = bodyAt(bodies, site);
  const body = bodies[at];
  const type = types[functions[at] ?? -1];
  if (body === undefined || type === undefined) return [];
  let byBody = known.get(plan);
  if (byBody === undefined) {
    byBody = new Map();
    known.set(plan, byBody);
  }
  let saved = byBody.get(at);
  if (saved === undefined) {
    saved = savedLocalsOf(plan.steps, body, type);
    byBody.set(at, saved);
  }
  return saved;
}
