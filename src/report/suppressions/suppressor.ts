/** The suppressions of one check, asked about what was found in it. */
import type { LeakFacts, RawStack, UncountedError } from "../../runtime/facts.ts";
import type { Frame } from "../../symbols/frame.ts";
import { StackNamer, type SymbolSource } from "../stacks.ts";
import { NameToInsert, type PlacePattern, type Suppression, writeSuppression } from "./format.ts";
import { type Described, describedError, describedLeak } from "./kinds.ts";
import { type Finding, suppresses } from "./match.ts";

/** As many as Valgrind writes: its older versions read no more. */
const WrittenFrames = 24;

export interface SuppressorOptions {
  /** What `obj:` lines are compared with: the module's file. */
  readonly object: string;
  readonly suppressions?: readonly Suppression[];
  /** --gen-suppressions=all; without it there are no entries. */
  readonly generate?: boolean;
}

export class Suppressor {
  readonly #suppressions: readonly Suppression[];
  readonly #generate: boolean;
  readonly #object: string;
  readonly #namer: StackNamer;

  constructor(
    { object, suppressions = [], generate = false }: SuppressorOptions,
    symbols: SymbolSource,
  ) {
    this.#suppressions = suppressions;
    this.#generate = generate;
    this.#object = object;
    this.#namer = new StackNamer(symbols);
  }

  hidesError(error: UncountedError): boolean {
    return this.#hides(describedError(error), error.stack);
  }

  hidesLeak(leak: LeakFacts): boolean {
    return this.#hides(describedLeak(leak.kind), leak.stack);
  }

  /** The entry that hides this error and those like it, ready to paste; a stack it must have. */
  entryForError(error: UncountedError): string | undefined {
    return this.#entry(describedError(error), error.stack);
  }

  entryForLeak(leak: LeakFacts): string | undefined {
    return this.#entry(describedLeak(leak.kind), leak.stack);
  }

  #hides(described: Described, stack: RawStack): boolean {
    const candidates = this.#suppressions.filter(({ kind }) => described.kinds.includes(kind));
    if (candidates.length === 0) return false;
    const { frames, complete } = this.#namer.unfolded(stack);
    const finding: Finding = {
      ...described,
      frames: complete ? [...frames, BelowMain] : frames,
      object: this.#object,
    };
    return candidates.some((entry) => suppresses(entry, finding));
  }

  #entry({ kinds, parameter, leakKind }: Described, stack: RawStack): string | undefined {
    if (!this.#generate) return undefined;
    const { frames } = this.#namer.unfolded(stack);
    if (frames.length === 0) return undefined;
    return writeSuppression({
      name: NameToInsert,
      kind: kinds[0],
      ...(parameter !== undefined && { parameter }),
      ...(leakKind && { leakKinds: [leakKind] }),
      frames: frames.slice(0, WrittenFrames).map((frame) => this.#placeOf(frame)),
    });
  }

  #placeOf({ function: shown, linkageName }: Frame): PlacePattern {
    const name = isMangled(linkageName) ? ofAnyBuild(linkageName) : shown;
    if (!name) return { by: "obj", pattern: writable(this.#object) };
    return { by: "fun", pattern: writable(name) };
  }
}

/** C++ (the Itanium ABI) and Rust; C has other names for main, which nobody knows. */
function isMangled(name: string | undefined): name is string {
  return /^_[ZR]/.test(name ?? "");
}

/** Names of Rust's older mangling end with a hash that may be another one after the next change. */
function ofAnyBuild(linkageName: string): string {
  return linkageName.replace(/17h[0-9a-f]{16}E$/, "17h*E");
}

/** The frame that Valgrind has below main, and writes when main is not in the stack. */
const BelowMain: Frame = { function: "(below main)", library: true };

/**
 * A name as a pattern for it: what would end its line, would be cut off there or could play tricks
 * on a terminal, may be any character.
 */
function writable(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|^\s|\s$/gu, "?");
}
