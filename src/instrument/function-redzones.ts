/** The calls in a function by which the compiler says where its redzones are (redzone-calls.ts), carried out in place. */
import { ValueType } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { HOOKS } from "./abi.ts";
import type { FunctionAccesses } from "./function-accesses.ts";
import type { MarkCall, RedzoneCall } from "./redzone-calls.ts";
import { emitRedzoneMark, liveState } from "./redzones.ts";
import type { Walk } from "./walk.ts";

const { i32 } = ValueType;

export class FunctionRedzones {
  readonly #walk: Walk;
  readonly #accesses: FunctionAccesses;
  /** The function's CodeOffset. */
  readonly #func: number;

  constructor(walk: Walk, accesses: FunctionAccesses, func: number) {
    this.#walk = walk;
    this.#accesses = accesses;
    this.#func = func;
  }

  call(call: RedzoneCall): void {
    const { bits, cursor, operands, out, plan, site } = this.#walk;
    switch (call.does) {
      case "mark":
        this.#mark(call);
        break;
      case "nothing":
        out.op(Op.drop).op(Op.drop);
        break;
      case "hook": {
        const { params, results } = HOOKS[call.hook];
        const taken = params.length;
        out.call(plan.hook(call.hook));
        operands.pop(taken);
        operands.pushUnknown(results);
        bits?.flow.step(cursor, taken);
        return;
      }
      case "open alloca":
        out.i32(site()).call(plan.helper("openAlloca"));
        break;
      case "close allocas":
        out.call(plan.helper("closeAllocas"));
        break;
      case "bulk":
        this.#accesses.bulk(call.opcode, call.opcode === Op.memoryCopy, true);
        operands.pop(3);
        operands.pushUnknown(1);
        return;
    }
    operands.pop(2);
    bits?.flow.step(cursor, 2);
  }

  /** [first shadow byte, how many] → [] */
  #mark(call: MarkCall): void {
    const { bits, frame, operands, out, plan, scratch } = this.#walk;
    const [first, second] = [scratch(i32, 0), scratch(i32, 1)];
    const granules = operands.peek(0);
    out.set(second).set(first);
    const count = granules.kind === "constant" ? granules.value : undefined;
    frame.manage(operands.peek(1), count);
    if ("count" in call && bits?.flow.types.inCatch) {
      out.get(first).get(second).i32(liveState(plan, call.count));
      out.call(plan.hook("reopen"));
    } else {
      emitRedzoneMark(out, plan, call, count, { first, count: second }, this.#func);
    }
  }
}
