/**
 * Which calls of malloc and free are C++'s new and delete, and when that can be relied on.
 *
 * A program may have operators of its own, which do as they please: a pool may hand out what malloc made and
 * give it back by free. An optimiser that has seen all of the program puts `free` where the source says
 * `delete`. Both would make a correct program look wrong, so both are ruled out before it is said to be.
 * What is left: a C++ library that was itself compiled for link-time optimisation.
 */

import type { CodeOffset, FuncIndex } from "../bytes/brand.ts";
import type { RawFrame } from "../runtime/facts.ts";
import type { Operators } from "../runtime/stacks.ts";
import { isOperatorName, type OperatorRole, operatorRole } from "../symbols/operators.ts";
import type { Symbols } from "../symbols/symbols.ts";
import type { WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { bodyAt } from "../wasm/sites.ts";

/** What has to be known of the code. */
export type OperatorSymbols = Pick<Symbols, "isEmpty" | "functionAt" | "hasDebugInfo" | "frames">;

/**
 * The library's operators; undefined when the module has none, when one of them is the program's own,
 * or when there is no debug information to tell whose they are.
 */
export function operatorsOf(module: WasmModule, symbols: OperatorSymbols): Operators | undefined {
  const roles = new Map<FuncIndex, OperatorRole>();
  const imported = module.imports.filter(({ what }) => what.kind === "function").length;
  for (const [func, name] of functionNames(module)) {
    const role = operatorRole(name);
    const body = module.bodies[func - imported];
    if (role === undefined || body === undefined) continue;
    if (role !== "part" && symbols.hasDebugInfo(body.offset)) return undefined;
    roles.set(func, role);
  }
  if (roles.size === 0 || symbols.isEmpty) return undefined;

  return {
    familyOf(sites) {
      let family: ReturnType<Operators["familyOf"]>;
      for (const site of sites) {
        const func = symbols.functionAt(site);
        const role = func === undefined ? undefined : roles.get(func);
        if (role === undefined) break;
        if (role !== "part") family = role.family;
      }
      return family;
    },
    areCertain: (...stacks) =>
      stacks.every((stack) => {
        const site = stack.find(isSite)?.site;
        return site !== undefined && isAsLinked(module, site) && !isOwnOperator(symbols, site);
      }),
  };
}

function isSite(frame: RawFrame): frame is { readonly site: CodeOffset } {
  return "site" in frame;
}

/** Whether the code at `site` comes from a class's own operator, or a program's, that was inlined there. */
function isOwnOperator(symbols: OperatorSymbols, site: CodeOffset): boolean {
  return symbols
    .frames(site)
    .some((frame) => !frame.library && frame.function && isOperatorName(frame.function));
}

/** What wasm-ld may have to put in place of a function's index: five bytes, whatever the index. */
const RelocatedBytes = 5;

/**
 * Whether the call at `site` is as wasm-ld left it. A compiler leaves room for the largest index in each
 * call; whoever rewrites a linked module (wasm-opt, which inlines) writes indices as short as they can be.
 */
function isAsLinked(module: WasmModule, site: CodeOffset): boolean {
  const body = module.bodies[bodyAt(module.bodies, site)];
  if (body === undefined) return false;
  const at = site - body.offset;
  if (body.code[at] !== Op.call) return true;
  const index = body.code.subarray(at + 1, at + 1 + RelocatedBytes);
  return index.every((byte, place) => byte >= 0x80 === place < RelocatedBytes - 1);
}
