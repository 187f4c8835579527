/** The real outside world: this machine, as much of it as the program was given. */
import { realpathSync, statSync } from "node:fs";
import { OpenDirectory } from "./directory.ts";
import { folderCalls } from "./folder-calls.ts";
import type { Host } from "./host.ts";
import type { Descriptors } from "./own-calls.ts";
import { type PlainHostOptions, shimHost, standardStreams } from "./shim-host.ts";

export interface DirectoryOption {
  /** A directory of this machine. */
  readonly host: string;
  /** What the program calls it, such as `/data` or `.`. */
  readonly guest: string;
}
export interface HostOptions extends PlainHostOptions {
  readonly directories: readonly DirectoryOption[];
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
  const fds: Descriptors = [
    ...standardStreams(options),
    ...options.directories.map(({ host, guest }) => new OpenDirectory(realDirectory(host), guest)),
  ];
  const close = () => {
    for (const fd of fds) fd?.fd_close();
    fds.length = 0;
  };
  return { ...shimHost({ ...options, fds, more: folderCalls }), close };
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
