/**
 * The file system that the embedded clang sees.
 *
 * Its own one is a tree of names that takes `..` for a no-op, knows no working folder, and gives
 * one file under two names two identities (which breaks `#pragma once`). So the files lie in it
 * under neutral names, `/redzone/0/list.c`, and clang gets an overlay (`-ivfsoverlay`) that leads
 * from the paths as they were spelled to those. LLVM resolves `..` there itself, against a made-up
 * working folder (`-working-directory`). Diagnostics and debug information show the spelled paths,
 * and nothing about the machine's folders gets into the module.
 */
import { posix } from "node:path";
import type { SourceFile } from "./includes.ts";

/** A folder's contents, as @yowasp/clang takes it. */
export type Tree = { [name: string]: Tree | Uint8Array | string };

export interface VirtualFiles {
  readonly tree: Tree;
  /** Flags for cc1 (not for the driver: it would look for the working folder). */
  readonly compilerFlags: readonly string[];
  /** The neutral path of the file that is spelled `path`; undefined when there is none. */
  neutralPath(path: string): string | undefined;
}

/** Where the linked program appears in the tree that clang leaves behind. */
export const OutputPath = "/redzone/program.wasm";

const OverlayPath = "/redzone/overlay.json";
/** Deep enough for any number of `..` that somebody types. */
const WorkingFolder = `/cwd${"/-".repeat(64)}`;

export function layOutFiles(files: readonly SourceFile[]): VirtualFiles {
  const redzone: Tree = {};
  const neutral = new Map<string, string>();
  files.forEach((file, index) => {
    const base = posix.basename(file.names[0]!);
    redzone[index] = { [base]: file.contents };
    for (const name of file.names) neutral.set(overlayPath(name), `/redzone/${index}/${base}`);
  });
  redzone["overlay.json"] = JSON.stringify(overlay(neutral));
  return {
    tree: { redzone },
    compilerFlags: ["-working-directory", WorkingFolder, "-ivfsoverlay", OverlayPath],
    neutralPath: (path) => neutral.get(overlayPath(path)),
  };
}

/** The absolute path by which the overlay knows what is spelled `path`. */
function overlayPath(path: string): string {
  return posix.resolve(WorkingFolder, path);
}

/** The format of llvm/Support/VirtualFileSystem.h, `RedirectingFileSystem` (JSON is YAML). */
function overlay(neutral: ReadonlyMap<string, string>): object {
  return {
    version: 0,
    "case-sensitive": true,
    "use-external-names": false,
    roots: [...neutral].map(([path, external]) => ({
      type: "directory",
      name: posix.dirname(path),
      contents: [{ type: "file", name: posix.basename(path), "external-contents": external }],
    })),
  };
}
