import { expect, test } from "vitest";
import wabt from "wabt";
import { decodeModule } from "../wasm/decode.ts";
import { functionNames } from "../wasm/names.ts";
import { withCallers } from "./callers.ts";

const { parseWat } = await wabt();

function moduleOf(text: string) {
  const parsed = parseWat("callers.wat", text, { tail_call: true });
  const { buffer } = parsed.toBinary({ write_debug_names: true });
  return decodeModule(buffer, "callers.wat");
}

/** `$main` calls `$library`, and that calls `$users`; one goes by the table, and nobody calls the last. */
const module = moduleOf(`(module
  (import "host" "print" (func $print (param i32)))
  (table 1 funcref)
  (elem (i32.const 0) $users)
  (func $users (call $print (i32.const 1)))
  (func $library (call $users))
  (func $main (call $library) (call $idle))
  (func $tail (return_call $library))
  (func $through (call_indirect (i32.const 0)))
  (func $idle (call $print (i32.const 2)))
  (func $mutual (call $mutual))
)`);
const names = [...functionNames(module).values()].slice(1);

function callersOf(wanted: string, isLookedAt: (name: string) => boolean = () => true): string[] {
  const nameOf = (body: (typeof module.bodies)[number]) => names[module.bodies.indexOf(body)] ?? "";
  const found = withCallers(
    module,
    (body) => nameOf(body) === wanted,
    (body) => isLookedAt(nameOf(body)),
  );
  return [...found].map((at) => names[at] ?? "").toSorted();
}

test("a function, those that call it, and those that call these", () => {
  expect(callersOf("users")).toEqual(["library", "main", "tail", "users"]);
  expect(callersOf("idle")).toEqual(["idle", "main"]);
  expect(callersOf("main")).toEqual(["main"]);
  expect(callersOf("mutual")).toEqual(["mutual"]);
});

test("not beyond what need not be looked at", () => {
  expect(callersOf("users", (name) => name !== "library")).toEqual(["users"]);
});
