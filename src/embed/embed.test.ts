/** Modules in a program of JavaScript do what they do without Redzone, and what they do wrong is found. */
import { describe, expect, test } from "vitest";
import wabt from "wabt";
import type { Report } from "../report/model.ts";
import { checkedWebAssembly } from "./namespace.ts";
import { Session } from "./session.ts";

const { parseWat } = await wabt();

function binary(text: string): Uint8Array<ArrayBuffer> {
  const parsed = parseWat("test.wat", text, { exceptions: true, mutable_globals: true });
  return new Uint8Array(parsed.toBinary({ write_debug_names: true }).buffer).slice();
}

type Namespace = typeof WebAssembly;
type Export = (...args: (number | bigint)[]) => unknown;

/** What `use` gives with the engine's namespace, and with ours in every variant. */
function same(use: (wasm: Namespace) => unknown): void {
  const expected = outcome(() => use(WebAssembly));
  for (const definedness of [false, true]) {
    const checked = checkedWebAssembly(new Session({ definedness, maxMemory: 2 ** 24 }));
    expect(outcome(() => use(checked))).toEqual(expected);
  }
}

function outcome(use: () => unknown): unknown {
  try {
    return use();
  } catch (error) {
    return kindOf(error);
  }
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What the engine says besides is about offsets in the module.
  return `${error.name}: ${error.message.replace(/^WebAssembly.*?: /, "").replace(/ \(.*| @\+.*/, "")}`;
}

function call(instance: WebAssembly.Instance, name: string, ...args: (number | bigint)[]): unknown {
  return outcome(() => (instance.exports[name] as Export)(...args));
}

function instanceOf(wasm: Namespace, text: string, imports?: WebAssembly.Imports) {
  return new wasm.Instance(new wasm.Module(binary(text)), imports);
}

describe("a module and the program around it", () => {
  test("share a memory of the module's", () => {
    same((wasm) => {
      const instance = instanceOf(
        wasm,
        `(module (memory (export "memory") 1 3) (data (i32.const 2000) "abc")
          (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
          (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
          (func (export "size") (result i32) (memory.size)))`,
      );
      const memory = instance.exports.memory as WebAssembly.Memory;
      const lengths = () => [memory.buffer.byteLength, memory.buffer.slice(0).byteLength];
      const before = lengths();
      new DataView(memory.buffer).setUint32(3000, 77, true);
      return [
        memory instanceof wasm.Memory,
        Object.keys(instance.exports),
        before,
        call(instance, "load", 2000),
        call(instance, "load", 3000),
        call(instance, "load", 65533),
        call(instance, "load", -1),
        call(instance, "grow", 1),
        memory.grow(1),
        lengths(),
        call(instance, "size"),
        call(instance, "grow", 1),
        outcome(() => memory.grow(1)),
        outcome(() => memory.grow(-1)),
        call(instance, "load", 3 * 65536 - 4),
        call(instance, "load", 3 * 65536 - 3),
      ];
    });
  });

  test("share a memory of the program's", () => {
    const text = `(module (import "env" "memory" (memory 1 2))
      (func (export "add") (param i32) (i32.store (local.get 0)
        (i32.add (i32.load (local.get 0)) (i32.const 1))))
      (func (export "grow") (result i32) (memory.grow (i32.const 1))))`;
    same((wasm) => {
      const memory = new wasm.Memory({ initial: 1, maximum: 2 });
      const [one, other] = [0, 1].map(() => instanceOf(wasm, text, { env: { memory } }));
      call(one!, "add", 4096);
      call(other!, "add", 4096);
      return [
        new Uint32Array(memory.buffer, 4096, 1)[0],
        call(one!, "grow"),
        call(other!, "add", 70000),
        call(one!, "grow"),
        memory.buffer.byteLength,
        outcome(() => instanceOf(wasm, text, { env: { memory: {} as WebAssembly.Memory } }) && 0),
      ].map((each) => (typeof each === "string" ? each.slice(0, 9) : each));
    });
  });

  test.each([[{ initial: 1, maximum: 3 }], [{ initial: 1 }], [{ initial: 0, maximum: 2 }]])(
    "a memory has to have the right limits: %o",
    (descriptor) => {
      same((wasm) => {
        const memory = new wasm.Memory(descriptor);
        const text = `(module (import "env" "memory" (memory 1 2)))`;
        return String(outcome(() => instanceOf(wasm, text, { env: { memory } }))).slice(0, 9);
      });
    },
  );

  test("call each other, and back", () => {
    const text = `(module (import "env" "back" (func $back (param i32) (result i32)))
      (memory 1)
      (func $down (export "down") (param i32) (result i32)
        (if (result i32) (local.get 0)
          (then (i32.add (i32.const 1) (call $back (local.get 0))))
          (else (i32.load (i32.const 65536))))))`;
    same((wasm) => {
      const calls: number[] = [];
      const instance: WebAssembly.Instance = instanceOf(wasm, text, {
        env: {
          back: (depth: number) => {
            calls.push(depth);
            if (depth === 7) throw new Error("enough");
            const next = call(instance, "down", depth - 1);
            return typeof next === "number" ? next : depth;
          },
        },
      });
      return [
        call(instance, "down", 3),
        call(instance, "down", 9),
        call(instance, "down", 2),
        calls,
      ];
    });
  });

  test("hold the same functions", () => {
    const text = `(module
      (import "env" "table" (table 4 funcref)) (import "env" "twice" (func $twice (param i64) (result i64)))
      (memory 1) (type $long (func (param i64) (result i64)))
      (func $add (param i64) (result i64) (i64.add (local.get 0) (i64.const 5)))
      (elem (i32.const 1) $add $twice)
      (func (export "call") (param i32 i64) (result i64)
        (call_indirect (type $long) (local.get 1) (local.get 0)))
      (func (export "get") (param i32) (result funcref) (table.get (local.get 0)))
      (func (export "ref") (result funcref) (ref.func $add)))`;
    same((wasm) => {
      const table = new wasm.Table({ element: "anyfunc", initial: 4 });
      const instance = instanceOf(wasm, text, { env: { table, twice: (x: bigint) => 2n * x } });
      const add = table.get(1) as Export;
      table.set(3, instance.exports.call as Export);
      return [
        add(1n),
        (table.get(2) as Export)(21n),
        [0, 1, 2, 3, 4].map((at) => call(instance, "call", at, 10n)),
        call(instance, "get", 1) === add,
        call(instance, "ref") === add,
      ];
    });
  });

  test("share globals and exceptions", () => {
    const text = `(module (import "env" "count" (global $count (mut i32))) (import "env" "tag" (tag $tag (param i32)))
      (import "env" "throws" (func $throws)) (memory 1)
      (global (export "own") (mut i64) (i64.const 3))
      (func (export "throw") (global.set $count (i32.const 8)) (throw $tag (i32.const 42)))
      (func (export "catch") (result i32) (try (result i32)
        (do (call $throws) (i32.const 0)) (catch $tag) (catch_all (i32.const -1)))))`;
    same((wasm) => {
      const { Tag, Exception } = wasm as unknown as {
        Tag: new (type: object) => object;
        Exception: new (
          tag: object,
          values: number[],
        ) => Error & { getArg(tag: object, at: number): number };
      };
      const tag = new Tag({ parameters: ["i32"] });
      const count = new wasm.Global({ value: "i32", mutable: true }, 1);
      const instance = instanceOf(wasm, text, {
        env: {
          tag: tag as WebAssembly.ImportValue,
          count,
          throws: () => {
            throw new Exception(tag, [count.value as number]);
          },
        },
      });
      let thrown = 0;
      try {
        (instance.exports.throw as Export)();
      } catch (error) {
        thrown = (error as InstanceType<typeof Exception>).getArg(tag, 0);
      }
      return [
        thrown,
        count.value,
        call(instance, "catch"),
        (instance.exports.own as WebAssembly.Global).value,
      ];
    });
  });

  test("give up at a data segment that does not fit", () => {
    const text = `(module (import "env" "memory" (memory 1)) (import "env" "at" (global $at i32))
      (import "env" "start" (func $start)) (start $start)
      (data (i32.const 2000) "ab") (data (global.get $at) "cd") (data (i32.const 3000) "ef"))`;
    same((wasm) => {
      const memory = new wasm.Memory({ initial: 1 });
      const started: number[] = [];
      const start = () => started.push(1);
      const results = [65534, 65535].map((at) =>
        outcome(() => typeof instanceOf(wasm, text, { env: { memory, at, start } })),
      );
      return [
        results,
        started,
        [...new Uint8Array(memory.buffer, 2000, 2), new Uint8Array(memory.buffer)[3000]],
      ];
    });
  });

  test("are compiled and instantiated in all ways", async () => {
    const bytes = binary(`(module (memory 1) (func (export "f") (result i32) (i32.const 6)))`);
    const wasm = checkedWebAssembly(new Session());
    const { module, instance } = await wasm.instantiate(bytes);
    expect(module).toBeInstanceOf(WebAssembly.Module);
    expect(instance).toBeInstanceOf(WebAssembly.Instance);
    expect(call(await wasm.instantiate(await wasm.compile(bytes)), "f")).toBe(6);
    const type = { headers: { "content-type": "application/wasm" } };
    const streamed = await wasm.instantiateStreaming(new Response(bytes, type));
    expect(call(streamed.instance, "f")).toBe(6);
    expect(wasm.Module.exports(module)).toEqual([{ name: "f", kind: "function" }]);
    expect(wasm.validate(bytes)).toBe(true);
    await expect(wasm.instantiate(bytes.subarray(0, 20))).rejects.toThrow(WebAssembly.CompileError);
  });
});

describe("what a module does wrong", () => {
  const text = `(module (import "env" "back" (func $back)) (memory (export "memory") 1)
    (func $malloc (export "malloc") (param i32) (result i32) (i32.load (i32.const 1024)))
    (func $free (export "free") (param i32))
    (func $touch (export "touch") (param i32) (call $back) (i32.store8 (local.get 0) (i32.const 1))))`;

  function reportOf(use: (instance: WebAssembly.Instance) => void): Report {
    const session = new Session({ nameOf: () => "touch.wasm" });
    const back = () => {};
    use(instanceOf(checkedWebAssembly(session), text, { env: { back } }));
    return session.reports()[0]!;
  }

  test("is reported with its calls", () => {
    const report = reportOf((instance) => {
      const block = call(instance, "malloc", 10) as number;
      new Uint8Array((instance.exports.memory as WebAssembly.Memory).buffer)[block] = 1;
      call(instance, "touch", block + 9);
      call(instance, "touch", block + 10);
      call(instance, "free", block);
      call(instance, "touch", block);
      call(instance, "free", block);
    });
    const found = report.errors.map(({ title, count, stack }) => {
      return [title, count, stack.map((each) => each.function)];
    });
    expect(found).toEqual([
      ["Invalid write of size 1", 2, ["touch"]],
      ["Invalid free() / delete / delete[] / realloc(): double free", 1, ["free"]],
    ]);
    expect(report.errors[0]?.address).toMatchObject({ region: "heap", offset: 10, blockSize: 10 });
    expect(report.summary.heap).toMatchObject({ allocs: 1, frees: 1 });
  });

  test("lies outside of memory where it only begins inside", () => {
    const session = new Session();
    const put = `(module (memory 1) (data (i32.const 65000) "the last of its data, and some room behind it")
      (func (export "put") (param i32) (i32.store (local.get 0) (i32.const 1))))`;
    const instance = instanceOf(checkedWebAssembly(session), put);
    expect(call(instance, "put", 0xfffe)).toBe("RuntimeError: memory access out of bounds");
    expect(session.reports()[0]?.errors[0]).toMatchObject({
      title: "Invalid write of size 4",
      address: { region: "unmapped" },
    });
  });

  test("is nothing where others move the stack pointer", () => {
    const shared = `(module (memory (export "memory") 2)
      (global $__stack_pointer (export "__stack_pointer") (mut i32) (i32.const 65536))
      (data (i32.const 65536) "a") (func $frame (local i32)
        (local.set 0 (i32.sub (global.get 0) (i32.const 16))) (global.set 0 (local.get 0))
        (global.set 0 (i32.add (local.get 0) (i32.const 16))))
      (func (export "put") (param i32) (i32.store (local.get 0) (i32.const 1))))`;
    const session = new Session();
    call(instanceOf(checkedWebAssembly(session), shared), "put", 4096);
    expect(session.reports()[0]?.errors).toEqual([]);
  });

  test("is told with the calls of all modules that share the memory", () => {
    const session = new Session();
    const wasm = checkedWebAssembly(session);
    const memory = new wasm.Memory({ initial: 2 });
    const put = instanceOf(
      wasm,
      `(module (import "env" "memory" (memory 1))
        (func $put (export "put") (param i32) (i32.store8 (local.get 0) (i32.const 1))))`,
      { env: { memory } },
    ).exports.put as WebAssembly.ExportValue;
    const first = `(module (import "env" "memory" (memory 1)) (import "env" "put" (func $put (param i32)))
      (func $malloc (param i32) (result i32) (i32.load (i32.const 1024))) (func $free (param i32))
      (func $make (result i32) (call $malloc (i32.const 10)))
      (func $use (export "use") (call $put (i32.add (call $make) (i32.const 10)))))`;
    call(instanceOf(wasm, first, { env: { memory, put } }), "use");
    const [report, none] = session.reports();
    const [error] = report?.errors ?? [];
    const names = (stack: readonly { function?: string }[] = []) =>
      stack.map((each) => each.function);
    expect(names(error?.stack)).toEqual(["put", "use"]);
    expect(names(error?.address?.allocated)).toEqual(["malloc", "make", "use"]);
    expect(none?.errors).toEqual([]);
  });
});
