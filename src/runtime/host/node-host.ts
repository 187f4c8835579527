/**
 * The real outside world: this machine, as much of it as the program was given. The shim
 * (@bjorn3/browser_wasi_shim) decodes the calls and keeps the descriptors; the descriptors
 * themselves (`streams.ts`, `file.ts`, `directory.ts`) and some calls (`own-calls.ts`) are ours.
 */
import { realpathSync, statSync } from "node:fs";
import { type Fd, WASI } from "@bjorn3/browser_wasi_shim";
import { Clocks } from "./clocks.ts";
import { OpenDirectory } from "./directory.ts";
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
import { type Descriptors, ownCalls } from "./own-calls.ts";
import { type ByteSink, type ByteSource, InputStream, OutputStream } from "./streams.ts";

export interface DirectoryOption {
  /** A directory of this machine. */
  readonly host: string;
  /** What the program calls it, such as `/data` or `.`. */
  readonly guest: string;
}
export interface HostOptions {
  /** The program's own name first. */
  readonly args: readonly string[];
  /** All of its environment: nothing is taken from ours. */
  readonly env: Readonly<Record<string, string>>;
  readonly directories: readonly DirectoryOption[];
  readonly stdin: ByteSource;
  readonly stdout: ByteSink;
  readonly stderr: ByteSink;
}

/** A directory that the program was to be given cannot be. */
export class DirectoryError extends Error {
  override readonly name = "DirectoryError";
  readonly directory: string;
  /** Node's, or ENOTDIR. */
  readonly code: string;

  constructor(directory: string, code: string) {
    super(`${directory}: ${code}`);
    this.directory = directory;
    this.code = code;
  }
}

export interface NodeHost extends Host {
  /** Closes the files that the program left open. The standard streams are not ours to close. */
  close(): void;
}

/** @throws DirectoryError when one of the directories is none or cannot be looked at. */
export function createHost(options: HostOptions): NodeHost {
  const args = [...options.args];
  const environment = Object.entries(options.env).map(([name, value]) => `${name}=${value}`);
  const sizes: ListSizes = { args: listSize(args), environ: listSize(environment) };
  const fds: Descriptors = [
    new InputStream(options.stdin),
    new OutputStream(options.stdout),
    new OutputStream(options.stderr),
    ...options.directories.map(({ host, guest }) => new OpenDirectory(realDirectory(host), guest)),
  ];
  const clocks = new Clocks();

  const bind = (memory: ProgramMemory): WasiCalls => {
    const shim = new WASI(args, environment, fds as Fd[], { debug: false });
    shim.inst = { exports: { memory: memoryForShim(memory) } };
    const own = ownCalls({ memory, fds, clocks, sizes });
    return everyCall((name) => withErrnos(own[name] ?? (shim.wasiImport[name] as WasiCall)));
  };
  const close = () => {
    for (const fd of fds) fd?.fd_close();
    fds.length = 0;
  };
  return { sizes, bind, close };
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
  const bytes = strings.reduce((sum, string) => sum + Buffer.byteLength(string) + 1, 0);
  return { count: strings.length, bytes };
}

function realDirectory(directory: string): string {
  try {
    const path = realpathSync(directory);
    if (!statSync(path).isDirectory()) throw new DirectoryError(directory, "ENOTDIR");
    return path;
  } catch (error) {
    if (error instanceof Error && "code" in error && !(error instanceof DirectoryError)) {
      throw new DirectoryError(directory, String(error.code));
    }
    throw error;
  }
}
