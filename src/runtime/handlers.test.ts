import { describe, expect, it, test } from "vitest";
import type { CodeOffset } from "../bytes/brand.ts";
import type { WasmModule } from "../wasm/module.ts";
import { Op } from "../wasm/opcodes.ts";
import { Handlers } from "./handlers.ts";

const Terminate = 1;
const Codes: Readonly<Record<string, readonly number[]>> = {
  try: [Op.try, 0x40],
  block: [Op.block, 0x40],
  loop: [Op.loop, 0x40],
  catch: [Op.catch, 0],
  catch_all: [Op.catchAll],
  delegate0: [Op.delegate, 0],
  delegate1: [Op.delegate, 1],
  end: [Op.end],
  nop: [Op.nop],
  rethrow: [Op.rethrow, 0],
  rethrow1: [Op.rethrow, 1],
  terminate: [Op.call, Terminate],
  call: [Op.call, 0],
};

/** A module of one function for each text; `sites`: of the calls in it, in their order. */
function moduleOf(...texts: readonly string[]) {
  const sites: CodeOffset[] = [];
  let offset = 100;
  const bodies = texts.map((text) => {
    const code: number[] = [];
    for (const word of `${text} end`.split(" ")) {
      if (word === "call") sites.push((offset + code.length) as CodeOffset);
      code.push(...(Codes[word] ?? []));
    }
    const body = { locals: [], code: Uint8Array.from(code), offset: offset as CodeOffset };
    offset += 100;
    return body;
  });
  const name = Buffer.from("__clang_call_terminate");
  const names = [1, name.length + 3, 1, Terminate, name.length, ...name];
  const customs = [{ name: "name", bytes: Uint8Array.from(names) }];
  return { module: { bodies, customs, imports: [] } as unknown as WasmModule, sites };
}

test.each([
  ["call", "passes"],
  ["try call catch end", "handler"],
  ["try block loop call end end catch end", "handler"],
  ["try nop catch end call", "passes"],
  ["try nop catch call end", "passes"],
  ["try call catch_all rethrow end", "passes"],
  ["try call catch terminate catch_all end", "terminates"],
  ["try call catch block terminate end end", "terminates"],
  // A handler whose own clean-up must not throw is a handler.
  ["try call catch try nop catch terminate end end", "handler"],
  ["try try call catch_all rethrow end catch end", "handler"],
  ["try try nop catch call rethrow end catch end", "handler"],
  ["try try call catch terminate end catch end", "terminates"],
  ["try try call delegate0 catch end", "handler"],
  // A clean-up throws on to the handler of the same function, or to nobody.
  ["try call catch_all try rethrow1 catch end end", "handler"],
  ["try call catch_all try rethrow1 catch terminate end end", "terminates"],
  ["try call catch_all block rethrow1 end end", "passes"],
  ["try call catch_all nop end", "handler"],
  // Past the inner try, to the outer one; and out of the function.
  ["try try try call delegate1 catch terminate end catch end", "handler"],
  ["try try call delegate1 catch end", "passes"],
])("what is thrown in %s: %s", (text, verdict) => {
  const { module, sites } = moduleOf(text);
  expect(new Handlers(module).at(sites[0]!)).toBe(verdict);
});

describe("of live calls", () => {
  const { module, sites } = moduleOf("call", "try call catch end", "try call catch terminate end");
  const [plain, handling, noexcept] = sites as [CodeOffset, CodeOffset, CodeOffset];
  it.each([
    ["nobody handles it", [plain, plain], false],
    ["a caller may", [plain, handling], true],
    ["what is noexcept keeps it from its callers", [plain, noexcept, handling], false],
    ["the handler is met first", [handling, noexcept], true],
    ["there are none", [], false],
  ])("%s", (_, calls, may) => {
    expect(new Handlers(module).mayHandle(calls)).toBe(may);
  });
});
