/** The built command in a process of its own, in a folder with the files that a test wants. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const Command = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "redzone-cli-"));

  /** @param files by path; relative names keep the keys of the compiler's cache the same. */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [name, contents] of Object.entries(files)) this.write(name, contents);
  }

  write(name: string, contents: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), contents);
  }

  /**
   * @param words after `redzone`.
   * @param options `errorsLater`: milliseconds between the first output and the first look at stderr
   */
  redzone(
    words: readonly string[],
    { cwd = ".", input = "", env = {} as NodeJS.ProcessEnv, errorsLater = 0 } = {},
  ): Promise<Ended> {
    const child = spawn(process.execPath, [Command, ...words], {
      cwd: resolve(this.path, cwd),
      env: { ...process.env, ...env },
    });
    child.stdin.on("error", () => {}); // it may end without having read
    child.stdin.end(input);
    const printed = { stdout: "", stderr: "" };
    const read = (name: "stdout" | "stderr") => {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        printed[name] += text;
      });
    };
    read("stdout");
    if (errorsLater === 0) read("stderr");
    else child.stdout.once("data", () => setTimeout(() => read("stderr"), errorsLater));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve({ status, ...printed }));
    });
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
