import { MalformedError } from "../bytes/malformed.ts";

/** Why some frames are poorer than the compiler meant them to be: facts that a report can mention. */
export type SymbolsNote =
  /** `where` is the section, `offset` counts from its start. */
  | {
      readonly kind: "malformed";
      readonly where: string;
      readonly offset: number;
      readonly reason: string;
    }
  /** The debug information of the source file `unit` was split off into `file`, which is not read. */
  | { readonly kind: "split"; readonly unit: string | undefined; readonly file: string };

/** More of them would tell nobody more. */
const MostNotes = 16;

/** Collects notes; each attempt that meets malformed debug information leaves one. */
export class NoteTaker {
  readonly #notes: SymbolsNote[] = [];

  get notes(): readonly SymbolsNote[] {
    return this.#notes;
  }

  add(note: SymbolsNote): void {
    if (this.#notes.length < MostNotes) this.#notes.push(note);
  }

  addMalformed({ where, offset, reason }: MalformedError): void {
    this.add({ kind: "malformed", where, offset, reason });
  }

  /** What `read` returns, or undefined and a note if it throws MalformedError. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      this.addMalformed(error);
      return undefined;
    }
  }
}
