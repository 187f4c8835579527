/** Where a program runs whose addresses alone are checked: all of its memory is its own. */
import { HOOKS, HookModule, MemoryImport } from "../../src/instrument/abi.ts";
import { instrument } from "../../src/instrument/rewrite.ts";
import { Granule, State } from "../../src/shadow/states.ts";
import { programModule, type TreeProgram } from "./code-tree.ts";
import { type Callable, instantiate, ProgramBytes } from "./definedness-module.ts";

export interface AddressesMachine {
  /** The program's memory. */
  readonly bytes: Uint8Array;
  /** Function 0. */
  readonly run: Callable;
}

/** @param imports what the program imports, in order */
export function addressesMachine(
  program: TreeProgram,
  imports: readonly Callable[],
  spillLocals: boolean,
): AddressesMachine {
  const options = { programLimit: ProgramBytes, spillLocals };
  const { bytes, plan } = instrument(programModule(program), "test", options);
  const { totalPages, addressability } = plan.layout;
  const memory = new WebAssembly.Memory({ initial: totalPages, maximum: totalPages });
  const states = new Uint8Array(memory.buffer, addressability, ProgramBytes / Granule);
  states.fill(State.Addressable);
  const hooks: Record<string, unknown> = { [MemoryImport]: memory };
  for (const name of Object.keys(HOOKS)) {
    hooks[name] = () => {
      throw new Error(`${name} is not expected here`);
    };
  }
  const [run] = instantiate(bytes, program, imports, { [HookModule]: hooks });
  return { bytes: new Uint8Array(memory.buffer, 0, ProgramBytes), run: run! };
}
