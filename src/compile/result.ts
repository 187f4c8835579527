/** What comes of compiling a program, whatever compiles it. */
import type { CompilerDiagnostic } from "./diagnostics.ts";

export type OptimisationLevel = "0" | "1" | "2";

export type CompileResult =
  | {
      readonly kind: "compiled";
      readonly module: Uint8Array;
      /** What the compiler and the linker printed (warnings), with colours. */
      readonly messages: string;
      readonly diagnostics: readonly CompilerDiagnostic[];
    }
  | {
      readonly kind: "rejected";
      readonly messages: string;
      readonly diagnostics: readonly CompilerDiagnostic[];
    }
  /** Nothing to compile with these flags: they ask the compiler for something else than a program. */
  | { readonly kind: "no-program" }
  /** There is nothing to compile it with; `reason` is a sentence that says what to install. */
  | { readonly kind: "no-compiler"; readonly reason: string }
  /** The compiler itself broke; `reason` is what it died of. */
  | { readonly kind: "broken"; readonly reason: string; readonly messages: string };

/** Told that a compiler is going to work: for a second or two, or, in C++, for longer. */
export type OnWork = (work: "short" | "long") => void;
