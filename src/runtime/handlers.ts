/**
 * Whether anybody would handle what is thrown. WebAssembly unwinds in one phase: a native program looks for a
 * handler first, and when there is none it ends where it threw, with all its frames and with what these hold.
 * The calls that are live are known, and which of them stand in a `try`; what the handlers there take is known
 * only to the program. So the answer is exact when it is no.
 */

import type { CodeOffset } from "../bytes/brand.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody, WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { bodyAt } from "../wasm/sites.ts";

/** What an exception meets that leaves a call. */
export type Verdict =
  /** Nothing but destructors in this function. */
  | "passes"
  /** A handler, which may or may not take it. */
  | "handler"
  /** The function is noexcept, or it is a destructor. */
  | "terminates";

/** What clang calls in the place of a handler where nothing may be thrown, behind a catch and a catch_all. */
const Terminate: Readonly<Record<number, string>> = {
  [Op.catch]: "__clang_call_terminate",
  [Op.catchAll]: "_ZSt9terminatev",
};

interface Block {
  readonly opcode: number;
  /** Of a try: what stands behind its code. */
  handler: Verdict;
  /** Of a try with a catch_all: the blocks in which what it caught is thrown again. */
  rethrown: (Block | undefined)[] | undefined;
  /** Of a try: who goes on with what is thrown, when that is not the next block. */
  delegate: Block | "caller" | undefined;
  readonly outer: Block | undefined;
}

export class Handlers {
  readonly #module: WasmModule;
  readonly #names: ReadonlyMap<number, string>;
  readonly #verdicts = new Map<CodeOffset, Verdict>();

  constructor(module: WasmModule) {
    this.#module = module;
    this.#names = functionNames(module);
  }

  /** @param calls the sites of live calls, innermost first */
  mayHandle(calls: Iterable<CodeOffset>): boolean {
    for (const site of calls) {
      const verdict = this.at(site);
      if (verdict !== "passes") return verdict === "handler";
    }
    return false;
  }

  /** What an exception meets that is thrown by the call at `site`. */
  at(site: CodeOffset): Verdict {
    let verdict = this.#verdicts.get(site);
    if (verdict === undefined) {
      const body = this.#module.bodies[bodyAt(this.#module.bodies, site)];
      verdict = body === undefined ? "passes" : around(this.#blockAt(body, site - body.offset));
      this.#verdicts.set(site, verdict);
    }
    return verdict;
  }

  /** The innermost block around `position`, with all that is known at the function's end. */
  #blockAt({ code, offset }: FunctionBody, position: number): Block | undefined {
    const cursor = new InstructionCursor(code, "the code", offset);
    let innermost: Block | undefined;
    let found: Block | undefined;
    /** The try whose handlers are being read, by the block that they are. */
    const trys = new Map<Block, Block>();
    const open = (opcode: number, outer: Block | undefined): Block => {
      return { opcode, handler: "passes", rethrown: undefined, delegate: undefined, outer };
    };
    while (cursor.next()) {
      if (cursor.start === position) found = innermost;
      switch (cursor.opcode) {
        case Op.block:
        case Op.loop:
        case Op.if:
        case Op.try:
          innermost = open(cursor.opcode, innermost);
          break;
        case Op.catch:
        case Op.catchAll: {
          if (innermost === undefined) break;
          const of = trys.get(innermost) ?? innermost;
          if (cursor.opcode === Op.catchAll) of.rethrown = [];
          else if (of.handler === "passes") of.handler = "handler";
          innermost = open(cursor.opcode, of.outer);
          trys.set(innermost, of);
          break;
        }
        case Op.call: {
          const name = this.#names.get(cursor.a);
          if (name !== Terminate[Op.catch] && name !== Terminate[Op.catchAll]) break;
          let block = innermost;
          while (block !== undefined && !trys.has(block)) block = block.outer;
          // The program's own handler may call std::terminate as well: that is a handler.
          if (block === undefined || name !== Terminate[block.opcode]) break;
          trys.get(block)!.handler = "terminates";
          break;
        }
        case Op.rethrow: {
          const block = outside(innermost, cursor.a);
          if (block !== "caller") trys.get(block)?.rethrown?.push(innermost);
          break;
        }
        case Op.delegate:
          if (innermost !== undefined) innermost.delegate = outside(innermost.outer, cursor.a);
          innermost = innermost?.outer;
          break;
        case Op.end:
          innermost = innermost?.outer;
          break;
      }
    }
    return found;
  }
}

/** What an exception meets that comes out of the code in `innermost`. */
function around(innermost: Block | undefined): Verdict {
  let block = innermost;
  while (block !== undefined) {
    const { delegate, handler, rethrown }: Block = block;
    if (delegate === "caller") return "passes";
    if (delegate !== undefined) block = delegate;
    else if (handler !== "passes") return handler;
    // A clean-up: clang throws on from within it, maybe to a handler of the same function.
    else if (rethrown !== undefined) return worst(rethrown.map(around));
    else block = block.outer;
  }
  return "passes";
}

/** Where it depends, somebody may handle it; and so does who catches all and throws nothing again. */
function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0 || verdicts.includes("handler")) return "handler";
  return verdicts.includes("terminates") ? "terminates" : "passes";
}

/** The block `depth` labels out; behind the outermost is the function itself. */
function outside(block: Block | undefined, depth: number): Block | "caller" {
  let at = block;
  for (let out = 0; out < depth; out++) at = at?.outer;
  return at ?? "caller";
}
