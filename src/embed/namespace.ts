/**
 * `WebAssembly`, with every module checked: what a program that brings its own glue is given in place of the engine's object.
 *
 *     const session = new Session();
 *     globalThis.WebAssembly = checkedWebAssembly(session);
 *
 * Modules, tables, globals, tags and errors are the engine's own objects; memories and instances are ours, and pass for the
 * engine's (`instanceof`).
 */
import { CheckedMemory } from "./memory.ts";
import type { Session } from "./session.ts";

type Native = typeof WebAssembly;
type Streamed = Response | PromiseLike<Response>;

export function checkedWebAssembly(session: Session, native: Native = WebAssembly): Native {
  const Module = new Proxy(native.Module, {
    construct: (_, [source]) => session.compile(source as BufferSource),
  });
  const Memory = new Proxy(CheckedMemory, {
    construct: (_, [descriptor]) => session.createMemory(descriptor),
  });
  const instanceOf = (module: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const exports = session.instantiate(module, imports);
    return Object.create(native.Instance.prototype, {
      exports: { value: exports, enumerable: true },
    }) as WebAssembly.Instance;
  };
  const Instance = new Proxy(native.Instance, {
    construct: (_, [module, imports]) => instanceOf(module, imports),
  });

  const compile = async (source: BufferSource) => session.compile(source);
  async function instantiate(
    source: BufferSource | WebAssembly.Module,
    imports?: WebAssembly.Imports,
  ) {
    if (source instanceof native.Module) return instanceOf(source, imports);
    const module = session.compile(source);
    return { module, instance: instanceOf(module, imports) };
  }
  const bytesOf = async (source: Streamed) => (await source).arrayBuffer();
  const checked = {
    Module,
    Memory,
    Instance,
    compile,
    instantiate,
    compileStreaming: async (source: Streamed) => compile(await bytesOf(source)),
    instantiateStreaming: async (source: Streamed, imports?: WebAssembly.Imports) =>
      instantiate(await bytesOf(source), imports),
  };
  // The rest is the engine's: nothing in it touches memory.
  return Object.create(native, Object.getOwnPropertyDescriptors(checked)) as Native;
}
