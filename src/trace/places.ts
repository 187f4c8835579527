/**
 * The places of a program where a step can be: where lines of the user's own code begin. Which these are is said by the
 * line table: rows that begin a statement (DWARF 5, 6.2.2, `is_stmt`), from where the function's frame is set up.
 */

import type { CodeOffset, FuncIndex } from "../bytes/brand.ts";
import type { LineStart } from "../instrument/step-options.ts";
import type { Symbols } from "../symbols/symbols.ts";
import { InstructionCursor } from "../wasm/instructions.ts";
import type { FunctionBody, WasmModule } from "../wasm/module.ts";
import { functionNames } from "../wasm/names.ts";
import { Op } from "../wasm/opcodes.ts";
import { bodyAt } from "../wasm/sites.ts";

export interface StepPlace {
  readonly site: CodeOffset;
  readonly function: string;
  /** As it was given to the compiler. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** A call of the function begins here, and never comes back to it. */
  readonly isEntry: boolean;
}

export interface PlaceOptions {
  /** Steps in the code of libraries too, as far as it has debug information. */
  readonly libraries: boolean;
}

export class StepPlaces {
  /** Place n is at n − 1. */
  readonly #places: StepPlace[] = [];
  readonly #starts = new Map<CodeOffset, readonly LineStart[]>();
  readonly #module: WasmModule;

  /** @param where the program, for messages */
  constructor(module: WasmModule, symbols: Symbols, where: string, { libraries }: PlaceOptions) {
    this.#module = module;
    for (const body of module.bodies) {
      const starts = this.#startsIn(body, symbols, where, libraries);
      if (starts.length > 0) this.#starts.set(body.offset, starts);
    }
  }

  /** How many there are; they are numbered from 1. */
  get count(): number {
    return this.#places.length;
  }

  /** @param number 1 … `count` */
  at(number: number): StepPlace {
    const place = this.#places[number - 1];
    if (place === undefined) throw new RangeError(`there is no place ${number}`);
    return place;
  }

  /** For the rewriter. */
  readonly lineStarts = (body: CodeOffset): readonly LineStart[] => this.#starts.get(body) ?? [];

  /** All places for which `is` holds, by number. */
  *which(is: (place: StepPlace) => boolean): Generator<number> {
    for (const [at, place] of this.#places.entries()) if (is(place)) yield at + 1;
  }

  /** The line that an instruction belongs to; undefined where no line is a step. */
  around(site: CodeOffset): StepPlace | undefined {
    const body = this.#bodyAround(site);
    const start = body && this.lineStarts(body.offset).findLast((each) => each.site <= site);
    return start && this.at(start.place);
  }

  /** Whether the line calls what leaves all calls up to one that waits for it: a throw, or longjmp. */
  unwinds({ site }: StepPlace): boolean {
    const { tags = [] } = this.#module;
    const line = this.lineAround(site);
    if (line === undefined || tags.length === 0) return false;
    const { body, end } = line;
    const names = functionNames(this.#module);
    const cursor = new InstructionCursor(body.code, "code", body.offset);
    cursor.goTo(site - body.offset);
    while (cursor.next() && body.offset + cursor.start < end) {
      if (cursor.opcode === Op.throw || cursor.opcode === Op.rethrow) return true;
      if (cursor.opcode === Op.call && Unwinding.test(names.get(cursor.a as FuncIndex) ?? ""))
        return true;
    }
    return false;
  }

  /** The function that an instruction is in, and the place in it where the instruction's line ends. */
  lineAround(site: CodeOffset): { readonly body: FunctionBody; readonly end: number } | undefined {
    const body = this.#bodyAround(site);
    if (body === undefined) return undefined;
    const next = this.lineStarts(body.offset).find((start) => start.site > site);
    return { body, end: next?.site ?? body.offset + body.code.length };
  }

  #bodyAround(site: CodeOffset): FunctionBody | undefined {
    const { bodies } = this.#module;
    return bodies[bodyAt(bodies, site)];
  }

  #startsIn(
    body: FunctionBody,
    symbols: Symbols,
    where: string,
    libraries: boolean,
  ): readonly LineStart[] {
    const { offset, code } = body;
    const end = (offset + code.length) as CodeOffset;
    // Most functions of a C++ program: what each line of these is called takes long to find out.
    if (!libraries && symbols.isOfLibraryFiles(offset, end)) return [];
    const rows = symbols.lineRows(offset, end);
    const prologue = rows.findIndex(({ prologueEnd }) => prologueEnd);
    // A compiler that does not say where the prologue ends begins the first line behind it.
    const first = prologue >= 0 ? prologue : Math.min(1, rows.length - 1);
    const known = new Map<string, number>();
    const starts: LineStart[] = [];
    const firstLoop = loopIn(body, where);
    for (const { address, line, isStatement } of rows.slice(Math.max(first, 0))) {
      if (!isStatement || line === 0) continue;
      const site = address as CodeOffset;
      // What a library's inlined function does, the line does that calls it.
      const frames = symbols.frames(site);
      const inner = frames.findIndex(({ library }) => libraries || !library);
      const frame = frames[inner];
      if (frame?.file === undefined || frame.line === undefined) continue;
      const key = `${frame.line} ${frame.file} ${frame.function} ${frames.length - inner}`;
      let place = known.get(key);
      if (place === undefined) {
        const isEntry = starts.length === 0 && site < firstLoop;
        const { file, line } = frame;
        place = this.#places.push({ site, function: frame.function ?? "?", file, line, isEntry });
        known.set(key, place);
      } else if (place === starts[0]?.place) {
        // The first line goes on somewhere else, perhaps in a loop.
        this.#places[place - 1] = { ...this.at(place), isEntry: false };
      }
      starts.push({ site, place });
    }
    return this.#withoutEnd(starts, body, where);
  }

  /** What a return leaves for the function's end, a stack pointer to be set, is no second return behind the closing brace. */
  #withoutEnd(starts: readonly LineStart[], body: FunctionBody, where: string) {
    const [before, brace, last] = starts.slice(-3);
    const returns =
      brace !== undefined &&
      last !== undefined &&
      last.place === before?.place &&
      this.at(last.place).line < this.at(brace.place).line;
    return returns && leadsOut(body, last.site, where) ? starts.slice(0, -1) : starts;
  }
}

/** Of C's longjmp, of a throw, and of what libc++ throws with (`std::__throw_out_of_range`). */
const Unwinding = /longjmp|__cxa_(re)?throw|__throw_/;

const BRANCHES: ReadonlySet<number> = new Set([Op.br, Op.brIf, Op.brTable]);

/** Whether no jump is behind `site`. */
function leadsOut({ code, offset }: FunctionBody, site: number, where: string): boolean {
  const cursor = new InstructionCursor(code, where, offset);
  while (cursor.next()) {
    if (offset + cursor.start >= site && BRANCHES.has(cursor.opcode)) return false;
  }
  return true;
}

/** Where the function's first loop begins; infinity if it has none. */
function loopIn({ code, offset }: FunctionBody, where: string): number {
  const cursor = new InstructionCursor(code, where, offset);
  while (cursor.next()) if (cursor.opcode === Op.loop) return offset + cursor.start;
  return Number.POSITIVE_INFINITY;
}
