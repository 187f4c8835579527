/**
 * What a line number program (line-program.ts) comes to: for each piece of code the source position
 * that it was made from.
 */

export interface LineRow {
  /** Of the row's first instruction; it is about all code up to the next row's. */
  readonly address: number;
  /** An index into the table's files. */
  readonly file: number;
  /** From 1; 0 where the code belongs to no line. */
  readonly line: number;
  /** From 1; 0 where it is not known. */
  readonly column: number;
  /** A good place to stop at when stepping by lines. */
  readonly isStatement: boolean;
  /** Where a function's frame is set up and its parameters are in place. */
  readonly prologueEnd: boolean;
}

/** A file as the table has it: a name, and the folder that it is relative to, if any. */
export interface LineFile {
  readonly name: string;
  readonly directory: string | undefined;
}

/** Where files are looked up: the paths of a table are made when they are wanted. */
export interface LineFiles {
  /** File number `index` as the rows and DW_AT_call_file count. Throws MalformedError. */
  file(index: number): LineFile | undefined;
}

/** Rows of code that is in one piece, by ascending addresses. */
export interface LineSequence {
  readonly rows: readonly LineRow[];
  /** The address after the last row's code. */
  readonly end: number;
}

export class LineTable {
  readonly sequences: readonly LineSequence[];
  readonly #files: LineFiles;

  /** The sequences may come in any order; none of them is empty. */
  constructor(sequences: readonly LineSequence[], files: LineFiles) {
    this.sequences = sequences.toSorted((a, b) => a.rows[0]!.address - b.rows[0]!.address);
    this.#files = files;
  }

  /** The row about the instruction at `address`. */
  rowAt(address: number): LineRow | undefined {
    const sequence = last(this.sequences, (s) => s.rows[0]!.address <= address);
    if (sequence === undefined || address >= sequence.end) return undefined;
    // Of rows with the same address the last one counts: those before it are about no code.
    return last(sequence.rows, (row) => row.address <= address);
  }

  /** All rows about the code from `from` up to, but not including, `to`, by address. */
  rowsIn(from: number, to: number): LineRow[] {
    return this.sequences
      .filter(({ rows, end }) => rows[0]!.address < to && end > from)
      .flatMap(({ rows }) => rows.filter(({ address }) => address >= from && address < to));
  }

  /**
   * The path of file number `index` as it was given to the compiler: relative to the folder in which
   * the compiler ran if it was given so, because that folder is nothing that the user typed (and is
   * "/" in a compiler that runs in a sandbox). Throws MalformedError.
   */
  path(index: number): string | undefined {
    const file = this.#files.file(index);
    if (file === undefined) return undefined;
    const { name, directory } = file;
    if (directory === undefined || directory === "" || isAbsolute(name)) return name;
    return /[/\\]$/.test(directory) ? directory + name : `${directory}/${name}`;
  }
}

/** The last element for which `isBefore` holds, given that it holds for a first part of `list` only. */
function last<T>(list: readonly T[], isBefore: (element: T) => boolean): T | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

/** On the machine that compiled, which need not be like this one. */
function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}
