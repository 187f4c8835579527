/** The module of a program that was named by its path, or is there already. */
import { readFileSync } from "node:fs";
import { compile } from "../compile/compile.ts";
import { withoutColours } from "../compile/diagnostics.ts";
import { languageOf } from "../compile/languages.ts";
import type { Report } from "../report/model.ts";
import type { SourceOptions } from "./options.ts";
import { ProgramRefused } from "./refused.ts";

type Compilation = NonNullable<Report["compile"]>;

/** `messages` are the compiler's, without colours. */
export type MadeProgram =
  | { readonly module: Uint8Array; readonly compile?: Compilation; readonly messages: string }
  /** It does not compile. */
  | { readonly module?: never; readonly compile: Compilation; readonly messages: string };

/**
 * @throws ProgramRefused when there is nothing that could be said of it
 * @throws the system's error when the file cannot be read
 */
export async function makeProgram(
  program: string | Uint8Array,
  options: SourceOptions,
): Promise<MadeProgram> {
  if (typeof program !== "string") return { module: program, messages: "" };
  if (languageOf(program) === undefined) return { module: readFileSync(program), messages: "" };
  const { optimisation = 0, cflags = [], rustflags = [], rustc } = options;
  const compiled = await compile(program, {
    optimisation: `${optimisation}`,
    cflags,
    rustflags,
    ...(rustc !== undefined && { rustc }),
  });
  const refused = (reason: string) => new ProgramRefused(`${program}: ${reason}`);
  switch (compiled.kind) {
    case "compiled":
    case "rejected": {
      const ok = compiled.kind === "compiled";
      const compile = { ok, diagnostics: compiled.diagnostics };
      const messages = withoutColours(compiled.messages);
      return "module" in compiled
        ? { module: compiled.module, compile, messages }
        : { compile, messages };
    }
    case "no-program":
      throw refused("the flags ask the compiler for something else");
    case "no-compiler":
      throw refused(compiled.reason);
    case "broken":
      throw refused(
        `the compiler broke down: ${compiled.reason}\n${withoutColours(compiled.messages)}`,
      );
  }
}
