import { WASI } from "@bjorn3/browser_wasi_shim";
import { describe, expect, test } from "vitest";
import { isWasiCall, parametersOf, WASI_CALL_NAMES, WasiModule, wasiType } from "./wasi-abi.ts";

/** The shim, which has a table of its own in its parameter lists, with what it leaves out. */
const shim = new WASI([], [], [], { debug: false }).wasiImport;
const incompleteInShim: Readonly<Record<string, number>> = {
  poll_oneoff: 4,
  sock_accept: 3,
  sock_recv: 6,
  sock_send: 5,
};

test("the table has the functions of the shim, with as many parameters", () => {
  expect([...WASI_CALL_NAMES].sort()).toEqual(Object.keys(shim).sort());
  const counts = WASI_CALL_NAMES.map((name) => [name, parametersOf(name).length]);
  const expected = WASI_CALL_NAMES.map((name) => [
    name,
    incompleteInShim[name] ?? shim[name]!.length,
  ]);
  expect(counts).toEqual(expected);
});

describe.each(WASI_CALL_NAMES)("%s", (name) => {
  const parameters = parametersOf(name);

  test("names each parameter once", () => {
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
  });

  test("refers to parameters that it has: counts are plain numbers, fill marks are out pointers", () => {
    for (const { pointer } of parameters) {
      if (typeof pointer?.length === "object" && "parameter" in pointer.length) {
        const { parameter } = pointer.length;
        expect(parameters.find(({ name }) => name === parameter)).toEqual({
          name: parameter,
          type: "i32",
        });
      }
      if (pointer?.filled !== undefined) {
        const mark = parameters.find(({ name }) => name === pointer.filled?.parameter);
        expect(mark?.pointer).toMatchObject({ direction: "out", length: 4 });
      }
    }
  });
});

test("a module imports path_open with its i64 rights, and proc_exit without a result", () => {
  const [i32, i64] = [0x7f, 0x7e];
  expect(wasiType("path_open")).toEqual({
    params: [i32, i32, i32, i32, i32, i64, i64, i32, i32],
    results: [i32],
  });
  expect(wasiType("proc_exit")).toEqual({ params: [i32], results: [] });
});

test("only preview 1's functions are known", () => {
  expect(isWasiCall(WasiModule, "fd_write")).toBe(true);
  expect(isWasiCall("wasi_unstable", "fd_write")).toBe(false);
  expect(isWasiCall(WasiModule, "thread_spawn")).toBe(false);
  expect(isWasiCall(WasiModule, "toString")).toBe(false);
});
