/**
 * The outside world as far as it is no file: arguments, environment, standard streams, clocks, chance. Knows no Node, so it serves a
 * browser, too. The shim (@bjorn3/browser_wasi_shim) decodes the calls and keeps the descriptors; the descriptors
 * themselves (`streams.ts`, and Node's `file.ts`, `directory.ts`) and some calls (`own-calls.ts`) are ours.
 */
import { type Fd, WASI } from "@bjorn3/browser_wasi_shim";
import { Clocks } from "./clocks.ts";
import { errnoOf } from "./errno.ts";
import {
  everyCall,
  type Host,
  type ListSize,
  type ListSizes,
  type ProgramMemory,
  type WasiCall,
  type WasiCalls,
} from "./host.ts";
import { type Descriptors, ownCalls, type Surroundings } from "./own-calls.ts";
import { type ByteSink, type ByteSource, InputStream, OutputStream } from "./streams.ts";

export interface PlainHostOptions {
  /** The program's own name first. */
  readonly args: readonly string[];
  /** All of its environment: nothing is taken from ours. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: ByteSource;
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
}

/** A world without files. */
export function createPlainHost(options: PlainHostOptions): Host {
  return shimHost({ ...options, fds: standardStreams(options), more: () => ({}) });
}

export function standardStreams({ stdin, stdout, stderr }: PlainHostOptions): Fd[] {
  return [new InputStream(stdin), new OutputStream(stdout), new OutputStream(stderr)];
}

export interface ShimHostOptions extends Pick<PlainHostOptions, "args" | "env"> {
  readonly fds: Descriptors;
  /** Further calls that the shim does not carry out. */
  readonly more: (surroundings: Surroundings) => Partial<WasiCalls>;
}

export function shimHost({ args, env, fds, more }: ShimHostOptions): Host {
  const environment = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const sizes: ListSizes = { args: listSize(args), environ: listSize(environment) };
  const clocks = new Clocks();
  const bind = (memory: ProgramMemory): WasiCalls => {
    const shim = new WASI([...args], environment, fds as Fd[], { debug: false });
    shim.inst = { exports: { memory: memoryForShim(memory) } };
    const surroundings = { memory, fds, clocks, sizes };
    const own = { ...ownCalls(surroundings), ...more(surroundings) };
    return everyCall((name) => withErrnos(own[name] ?? (shim.wasiImport[name] as WasiCall)));
  };
  return { sizes, bind };
}

function withErrnos(call: WasiCall): WasiCall {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      return errnoOf(error);
    }
  };
}

/** All that the shim asks of a memory is its buffer. */
function memoryForShim(memory: ProgramMemory): WebAssembly.Memory {
  const adapter: Pick<WebAssembly.Memory, "buffer"> = {
    get buffer() {
      return memory.bytes.buffer as ArrayBuffer;
    },
  };
  return adapter as WebAssembly.Memory;
}

function listSize(strings: readonly string[]): ListSize {
  const encoder = new TextEncoder();
  const bytes = strings.reduce((sum, string) => sum + encoder.encode(string).length + 1, 0);
  return { count: strings.length, bytes };
}
