/** Values of one program: the questions, each handed to the file that knows the answer. */
import type { ModuleDebug } from "../symbols/module-debug.ts";
import { Layouts } from "./layouts.ts";
import { InMemory } from "./place.ts";
import { PointerPlans } from "./pointers.ts";
import { Reader } from "./reader.ts";
import { Scopes } from "./scopes.ts";
import type { Values } from "./value.ts";
import { VariableReader } from "./variables.ts";

/**
 * @param debug the module's: `new ModuleDebug(module)`; who makes Symbols of the same module gives it to both, so that
 *   nothing is read twice
 */
export function createValues(debug: ModuleDebug): Values {
  const layouts = new Layouts(debug);
  const scopes = new Scopes(debug);
  const plans = new PointerPlans(layouts);
  const variables = new VariableReader(debug, layouts, scopes);
  return {
    variables: (site, inlined = 0) => scopes.variables(site, inlined),
    outOfScope: (site) => scopes.outOfScope(site),
    frameBase: (memory, frame) => variables.frameBase(memory, frame),
    globals: () => scopes.globals,
    read: (variable, memory, frame) => variables.read(variable, memory, frame),
    hasFlexibleEnd: (type) => layouts.hasFlexibleEnd(type),
    readAt(type, address, memory, count, end) {
      const place = new InMemory(memory, address);
      const reader = new Reader(layouts, undefined, end);
      return count === undefined ? reader.read(type, place) : reader.array(type, [count], place);
    },
    typeName: (type) => layouts.of(type).name,
    sizeOf: (type) => layouts.of(type).size,
    plain: (type) => layouts.plain(type),
    pointersIn: (type, address, memory, visit) => plans.visit(type, address, memory, visit),
    localsNeeded: (body) => scopes.localsNeeded(body),
  };
}
