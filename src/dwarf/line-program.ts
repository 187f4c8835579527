/**
 * `.debug_line` (DWARF 5, 6.2). A table of addresses and source positions would be large, so each
 * unit has a program instead that writes the table: a header, which describes the files, and
 * instructions for a machine whose registers are one row of the table. Instructions are bytes: the
 * first few have a fixed meaning, the most (the "special" ones) move address and line at once and
 * append a row. Every instruction appends one row at most, so the table is bounded by the program.
 */
import type { ByteReader } from "../bytes/reader.ts";
import { DW_LNCT, DW_LNE, DW_LNS } from "./constants.ts";
import {
  type Encoding,
  readAddress,
  readAddressSize,
  readInitialLength,
  readOffset,
} from "./encoding.ts";
import { type AttributeValue, readForm } from "./forms.ts";
import {
  type LineFile,
  type LineFiles,
  type LineRow,
  type LineSequence,
  LineTable,
} from "./line-table.ts";
import { isTombstone, readSection, type SectionSource } from "./sections.ts";

/** What a line number program leaves to its unit; a Unit is one. */
export interface LineContext {
  readonly encoding: Encoding;
  string(value: AttributeValue | undefined): string | undefined;
}

/** Runs the program at `offset` of `.debug_line`. Throws MalformedError. */
export function readLineTable(source: SectionSource, offset: number, unit: LineContext): LineTable {
  const section = readSection(source, ".debug_line", offset);
  const { length, offsetSize } = readInitialLength(section);
  const program = section.sub(length);
  const header = readHeader(program, offsetSize, unit);
  return new LineTable(run(program, header), header.files);
}

interface Header {
  readonly minimumInstructionLength: number;
  readonly defaultIsStatement: boolean;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  /** Operands of each standard opcode, all of them LEB128; opcode 1 is at index 0. */
  readonly operandCounts: Uint8Array;
  readonly files: FileTable;
}

/** Reads the header and leaves `program` at the first instruction. */
function readHeader(program: ByteReader, offsetSize: 4 | 8, unit: LineContext): Header {
  const version = program.u16();
  if (version !== 4 && version !== 5) {
    throw program.malformed(`a line number program of version ${version}`, 0);
  }
  let { addressSize } = unit.encoding;
  if (version === 5) {
    addressSize = readAddressSize(program);
    program.skip(1); // Bytes of a segment selector: WebAssembly has no segments.
  }
  const length = readOffset(program, offsetSize);
  const instructions = program.position + length;
  const minimumInstructionLength = program.u8();
  // Only a machine that has several operations in an instruction (VLIW) says more than 1 here.
  if (program.u8() > 1) throw program.malformed("several operations in an instruction");
  const defaultIsStatement = program.u8() !== 0;
  const lineBase = (program.u8() << 24) >> 24;
  const lineRange = program.u8();
  const opcodeBase = program.u8();
  if (opcodeBase === 0) throw program.malformed("a line number program without opcodes");
  const operandCounts = program.take(opcodeBase - 1);
  const encoding = { version, offsetSize, addressSize } as const;
  const files =
    version === 5 ? readFileTable5(program, encoding, unit) : readFileTable4(program, unit);
  // The header may have more in it than this version of the standard knows.
  program.seek(instructions);
  return {
    minimumInstructionLength,
    defaultIsStatement,
    lineBase,
    lineRange,
    opcodeBase,
    operandCounts,
    files,
  };
}

interface FileEntry {
  readonly name: AttributeValue | undefined;
  readonly directory: number;
}

/** Directories and files as the header has them. What strings say is looked up when it is asked for. */
class FileTable implements LineFiles {
  /** By index; index 0 is the folder in which the compiler ran, which version 4 does not name. */
  readonly #directories: readonly (AttributeValue | undefined)[];
  /** By index; version 4 counts from 1. */
  readonly #files: readonly (FileEntry | undefined)[];
  readonly #unit: LineContext;

  constructor(
    directories: readonly (AttributeValue | undefined)[],
    files: readonly (FileEntry | undefined)[],
    unit: LineContext,
  ) {
    this.#directories = directories;
    this.#files = files;
    this.#unit = unit;
  }

  file(index: number): LineFile | undefined {
    const entry = this.#files[index];
    const name = this.#unit.string(entry?.name);
    if (entry === undefined || name === undefined) return undefined;
    if (entry.directory === 0) return { name, directory: undefined };
    const directory = this.#unit.string(this.#directories[entry.directory]);
    // gcc writes the first directory twice.
    const isCompDir = directory === this.#unit.string(this.#directories[0]);
    return { name, directory: isCompDir ? undefined : directory };
  }
}

function readFileTable4(program: ByteReader, unit: LineContext): FileTable {
  const directories: (AttributeValue | undefined)[] = [undefined];
  for (;;) {
    const text = program.cString();
    if (text === "") break;
    directories.push({ kind: "string", text });
  }
  const files: (FileEntry | undefined)[] = [undefined];
  for (;;) {
    const text = program.cString();
    if (text === "") break;
    files.push({ name: { kind: "string", text }, directory: program.uleb32() });
    program.uleb64(); // Time of the last change.
    program.uleb64(); // Length.
  }
  return new FileTable(directories, files, unit);
}

function readFileTable5(program: ByteReader, encoding: Encoding, unit: LineContext): FileTable {
  const directories = readEntries5(program, encoding);
  const files = readEntries5(program, encoding);
  return new FileTable(
    directories.map(({ name }) => name),
    files,
    unit,
  );
}

/** A description of what an entry consists of, then the entries (6.2.4, from item 10 on). */
function readEntries5(program: ByteReader, encoding: Encoding): FileEntry[] {
  const fields: { content: number; form: number }[] = [];
  for (let count = program.u8(); count > 0; count--) {
    fields.push({ content: program.uleb32(), form: program.uleb32() });
  }
  const count = program.uleb32();
  // An entry takes a byte at least; a count that cannot be true must not cost memory.
  if (count > program.remaining) throw program.malformed(`a table of ${count} entries`);
  const entries: FileEntry[] = [];
  for (let i = 0; i < count; i++) {
    let name: AttributeValue | undefined;
    let directory = 0;
    for (const { content, form } of fields) {
      const value = readForm(program, form, encoding, 0);
      if (content === DW_LNCT.path) name = value;
      else if (content === DW_LNCT.directory_index && value.kind === "constant") {
        directory = Number(value.value);
      }
    }
    entries.push({ name, directory });
  }
  return entries;
}

/** The machine's registers are the row that it is about to append (6.2.2). */
type Registers = { -readonly [Column in keyof LineRow]: LineRow[Column] };

/** What the registers hold at the start of each sequence. */
function freshRegisters({ defaultIsStatement }: Header): Registers {
  return {
    address: 0,
    file: 1,
    line: 1,
    column: 0,
    isStatement: defaultIsStatement,
    prologueEnd: false,
  };
}

/** Runs the instructions up to the end of `program`. Sequences of code that is gone are left out. */
function run(program: ByteReader, header: Header): LineSequence[] {
  const { minimumInstructionLength, lineBase, lineRange, opcodeBase, operandCounts } = header;
  const sequences: LineSequence[] = [];
  let rows: LineRow[] = [];
  let registers = freshRegisters(header);

  const append = () => {
    rows.push({ ...registers });
    registers.prologueEnd = false;
  };
  const advance = (operations: number) => {
    registers.address += operations * minimumInstructionLength;
  };
  /** The part of a special opcode that moves the address. */
  const advanceAsSpecial = (opcode: number) => {
    if (lineRange === 0) throw program.malformed("special opcodes without a line range");
    advance(Math.floor((opcode - opcodeBase) / lineRange));
  };
  const endSequence = () => {
    const end = registers.address;
    const start = rows[0]?.address ?? end;
    if (!isTombstone(start) && start < end) {
      checkAscending(rows, end, program);
      sequences.push({ rows, end });
    }
    rows = [];
    registers = freshRegisters(header);
  };

  while (!program.atEnd) {
    const opcode = program.u8();
    if (opcode >= opcodeBase) {
      advanceAsSpecial(opcode);
      registers.line += lineBase + ((opcode - opcodeBase) % lineRange);
      append();
      continue;
    }
    switch (opcode) {
      case 0: {
        // An extended opcode: after its length, so that unknown ones can be passed over.
        const instruction = program.sub(program.uleb32());
        const extended = instruction.atEnd ? undefined : instruction.u8();
        if (extended === DW_LNE.end_sequence) endSequence();
        else if (extended === DW_LNE.set_address) {
          registers.address = readAddress(instruction, instruction.remaining === 8 ? 8 : 4);
        }
        break;
      }
      case DW_LNS.copy:
        append();
        break;
      case DW_LNS.advance_pc:
        advance(program.uleb32());
        break;
      case DW_LNS.advance_line:
        registers.line += program.sleb32();
        break;
      case DW_LNS.set_file:
        registers.file = program.uleb32();
        break;
      case DW_LNS.set_column:
        registers.column = program.uleb32();
        break;
      case DW_LNS.negate_stmt:
        registers.isStatement = !registers.isStatement;
        break;
      case DW_LNS.const_add_pc:
        advanceAsSpecial(255);
        break;
      case DW_LNS.fixed_advance_pc:
        registers.address += program.u16();
        break;
      case DW_LNS.set_prologue_end:
        registers.prologueEnd = true;
        break;
      default:
        for (let operands = operandCounts[opcode - 1]!; operands > 0; operands--) program.uleb64();
    }
  }
  return sequences;
}

/** Throws MalformedError if addresses go backwards: a look-up would find anything in such rows. */
function checkAscending(rows: readonly LineRow[], end: number, program: ByteReader): void {
  for (const [index, { address }] of rows.entries()) {
    if (address > (rows[index + 1]?.address ?? end)) {
      throw program.malformed("the addresses of a line number program go backwards");
    }
  }
}
