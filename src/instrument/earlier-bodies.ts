/**
 * The functions of a module that was rewritten before, for when it is rewritten once more, so that it logs its steps: those without steps
 * stay what they are (shadow/layout.ts keeps all they ask for where it was). Most functions of a C++ program are its library's.
 */
import { localsBytes } from "../wasm/code.ts";
import { decodeModule } from "../wasm/decode.ts";
import type { FunctionBody, WasmModule } from "../wasm/module.ts";
import { readEngineHints } from "./engine-hints.ts";
import type { StepOptions } from "./step-options.ts";
import type { HintedBody } from "./written-bodies.ts";

/** Whether a function is rewritten otherwise when it has steps to log. */
export function hasSteps({ lineStarts, savedLocals }: StepOptions, body: FunctionBody): boolean {
  return lineStarts(body.offset).length > 0 || savedLocals(body.offset).length > 0;
}

export class EarlierBodies {
  readonly #module: WasmModule;
  readonly #hints: ReturnType<typeof readEngineHints>;

  /** @param bytes the module, rewritten with the same options but for the steps */
  constructor(bytes: Uint8Array) {
    this.#module = decodeModule(bytes, "the rewritten module");
    this.#hints = readEngineHints(this.#module.customs);
  }

  /** @param at its number among the module's bodies @param func its index in the rewritten module */
  at(at: number, func: number): HintedBody {
    const body = this.#module.bodies[at];
    if (body === undefined) throw new RangeError(`there is no body ${at}`);
    const { locals, code } = body;
    const unlikely = this.#hints.unlikely.get(func) ?? [];
    return {
      locals,
      code,
      unlikely: unlikely.map((each) => each - localsBytes(locals)),
      atOnce: this.#hints.atOnce(at),
    };
  }
}
