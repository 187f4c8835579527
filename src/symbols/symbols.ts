/**
 * From sites to what a person can read. A run without findings asks nothing, so making Symbols costs
 * nothing: debug information is read when the first question comes, and only as far as needed (see
 * debug-info.ts). Broken debug information makes answers poorer, down to the names that the linker
 * knows; it never makes a report fail.
 */

import type { Addr, CodeOffset, FuncIndex } from "../bytes/brand.ts";
import { printable } from "../bytes/printable.ts";
import type { CallSite, FunctionName, FunctionScope } from "../dwarf/functions.ts";
import type { LineRow } from "../dwarf/line-table.ts";
import type { WasmModule } from "../wasm/module.ts";
import { functionNames, namesProblem } from "../wasm/names.ts";
import { bodyAt } from "../wasm/sites.ts";
import type { DebugInfo } from "./debug-info.ts";
import { type ReadName, readName } from "./demangle.ts";
import type { Frame } from "./frame.ts";
import { isDependencyFile, isLibraryFile } from "./library-units.ts";
import { ModuleDebug } from "./module-debug.ts";
import type { NoteTaker, SymbolsNote } from "./notes.ts";
import { comesWithRust } from "./rust/crates.ts";
import { type GlobalVariable, type VariableSource, Variables } from "./variables.ts";

export interface Symbols {
  /** Whether the module has no debug information, but for that of libraries, or none of it can be read. */
  readonly isEmpty: boolean;
  /** What was wrong with the debug information in the questions so far. */
  readonly notes: readonly SymbolsNote[];
  /**
   * The frames of the instruction at `site`, innermost first: the function that it was written in,
   * then, if that was inlined, the function with the call, and so on. At least one; a function
   * without debug information has exactly one, with the linker's name for it. Functions of the C++ library's
   * headers and generic ones of Rust's library are the library's, and have a place all the same.
   */
  frames(site: CodeOffset): readonly Frame[];
  /** The function whose body has `site` in it. */
  functionAt(site: CodeOffset): FuncIndex | undefined;
  /** The rows of the line table about the code from `from` to `to`, which are in one function. */
  lineRows(from: CodeOffset, to: CodeOffset): readonly LineRow[];
  /** Whether the code from `from` to `to`, which is in one function, has lines, all of them in files of libraries. */
  isOfLibraryFiles(from: CodeOffset, to: CodeOffset): boolean;
  /** Whether the debug information describes the function that `site` is in. */
  hasDebugInfo(site: CodeOffset): boolean;
  /**
   * The local variable or parameter `name` of the function that `site` is in, or of one that was
   * inlined into it; the one declared at `line` if several have the name. Not a static one.
   */
  localVariable(site: CodeOffset, name: string, line?: number): VariableSource | undefined;
  /** The variable at `address` that is there for the whole run: a global, a static one, a string literal. */
  globalAt(address: Addr): GlobalVariable | undefined;
}

/**
 * @param debug the module's, where others ask it too
 * @param codeStart where the code section's contents begin in the module's file, where that is of interest
 */
export function createSymbols(
  module: WasmModule,
  debug = new ModuleDebug(module),
  codeStart?: number,
): Symbols {
  return new ModuleSymbols(module, debug, codeStart);
}

class ModuleSymbols implements Symbols {
  readonly #module: WasmModule;
  readonly #debug: ModuleDebug;
  readonly #codeStart: number | undefined;
  readonly #frames = new Map<CodeOffset, readonly Frame[]>();
  readonly #readNames = new Map<string, ReadName>();
  readonly #libraryFiles = new Map<string, boolean>();
  #variables: Variables | undefined;
  #linkerNames: ReadonlyMap<FuncIndex, string> | undefined;

  constructor(module: WasmModule, debug: ModuleDebug, codeStart: number | undefined) {
    this.#module = module;
    this.#debug = debug;
    this.#codeStart = codeStart;
  }

  get isEmpty(): boolean {
    return !this.#info.hasFunctions;
  }

  get notes(): readonly SymbolsNote[] {
    return this.#noteTaker.notes;
  }

  frames(site: CodeOffset): readonly Frame[] {
    let frames = this.#frames.get(site);
    if (frames === undefined) {
      const scope = this.#info.scopeAt(site);
      frames = scope ? this.#sourceFrames(site, scope) : [this.#linkerFrame(site)];
      this.#frames.set(site, frames);
    }
    return frames;
  }

  functionAt(site: CodeOffset): FuncIndex | undefined {
    const { bodies, imports } = this.#module;
    const at = bodyAt(bodies, site);
    if (at < 0) return undefined;
    const imported = imports.filter(({ what }) => what.kind === "function").length;
    return (imported + at) as FuncIndex;
  }

  lineRows(from: CodeOffset, to: CodeOffset): readonly LineRow[] {
    return this.#info.rowsIn(from, to);
  }

  isOfLibraryFiles(from: CodeOffset, to: CodeOffset): boolean {
    const files = this.#info.filesIn(from, to);
    return files.length > 0 && files.every((file) => this.#isLibraryFile(file));
  }

  #isLibraryFile(file: string): boolean {
    let answer = this.#libraryFiles.get(file);
    if (answer === undefined) {
      answer = isLibraryFile(file);
      this.#libraryFiles.set(file, answer);
    }
    return answer;
  }

  hasDebugInfo(site: CodeOffset): boolean {
    return this.#info.scopeAt(site) !== undefined;
  }

  localVariable(site: CodeOffset, name: string, line?: number): VariableSource | undefined {
    return this.#known.local(site, name, line);
  }

  globalAt(address: Addr): GlobalVariable | undefined {
    return this.#known.globalAt(address);
  }

  #sourceFrames(site: CodeOffset, innermost: FunctionScope): Frame[] {
    const frames: Frame[] = [];
    let position: CallSite | undefined = this.#info.rowAt(innermost.unit, site);
    for (let scope: FunctionScope | undefined = innermost; scope !== undefined; ) {
      const { caller }: FunctionScope = scope;
      let name = this.#info.name(scope);
      if (caller === undefined && this.#read(name).shown === undefined) {
        name = this.#linkerName(site);
      }
      const place = this.#place(scope, position);
      const { file = "" } = place;
      const named = this.#frame(name, this.#isLibraryFile(file));
      // The name does not tell it of a function that C can call.
      const crate = named.crate ?? this.#info.crate(scope.unit);
      frames.push({
        ...named,
        ...(crate !== undefined && { crate }),
        ...(isDependencyFile(file) && { dependency: true }),
        ...place,
      });
      if (caller !== undefined) position = this.#info.callSite(scope);
      scope = caller;
    }
    return frames;
  }

  /** Without debug information a name of Rust's still tells whose the function is. */
  #linkerFrame(site: CodeOffset): Frame {
    const name = this.#linkerName(site);
    const { crate } = this.#read(name);
    const index = name.linkageName === undefined ? this.functionAt(site) : undefined;
    const start = this.isEmpty ? this.#codeStart : undefined;
    return {
      ...this.#frame(name, crate === undefined || comesWithRust(crate)),
      ...(index !== undefined && { index }),
      ...(start !== undefined && { offset: start + site }),
    };
  }

  #frame(name: FunctionName, library: boolean): Frame {
    const { linkageName } = name;
    const { shown, crate, selfType } = this.#read(name);
    return {
      ...(shown !== undefined && { function: shown }),
      ...(linkageName !== undefined && linkageName !== shown && { linkageName }),
      ...(crate !== undefined && { crate }),
      ...(selfType !== undefined && { selfType }),
      library,
    };
  }

  /** Each once: the same function is asked for by every site in it. */
  #read(name: FunctionName): ReadName {
    const key = `${name.linkageName} ${name.name}`;
    let read = this.#readNames.get(key);
    if (read === undefined) {
      read = readName(name);
      this.#readNames.set(key, read);
    }
    return read;
  }

  #place({ unit }: FunctionScope, position: CallSite | undefined): Partial<Frame> {
    const { file, line, column } = position ?? {};
    const path = file === undefined ? undefined : this.#info.path(unit, file);
    return {
      ...(path !== undefined && { file: path }),
      ...(line !== undefined && line > 0 && { line }),
      // The line table keeps the last column where it says that there is no line.
      ...(line !== undefined && line > 0 && column !== undefined && column > 0 && { column }),
    };
  }

  #linkerName(site: CodeOffset): FunctionName {
    const index = this.functionAt(site);
    this.#linkerNames ??= this.#readLinkerNames();
    const linkageName = index === undefined ? undefined : this.#linkerNames.get(index);
    return linkageName === undefined ? {} : { linkageName };
  }

  /** What the module calls its functions; where it has lost their names, those that it exports have one all the same. */
  #readLinkerNames(): ReadonlyMap<FuncIndex, string> {
    const names = new Map<FuncIndex, string>();
    for (const { kind, index, name } of this.#module.exports) {
      if (kind === "function") names.set(index as FuncIndex, printable(name));
    }
    const problem = namesProblem(this.#module);
    if (problem !== undefined) this.#noteTaker.addMalformed(problem);
    return new Map([...names, ...functionNames(this.#module)]);
  }

  get #info(): DebugInfo {
    return this.#debug.info;
  }

  get #noteTaker(): NoteTaker {
    return this.#debug.notes;
  }

  get #known(): Variables {
    this.#variables ??= new Variables(this.#debug);
    return this.#variables;
  }
}
