/**
 * The element section (5.5.12). A segment starts with a number whose three bits say which of the
 * following fields are there:
 *
 *     bit 0   not active: no table and no offset
 *     bit 1   active: with a table index; not active: declarative instead of passive
 *     bit 2   elements are constant expressions of a given type, not function indices
 *
 * Active segments of table 0 may leave out the table, and then the type too (always funcref). The
 * shortest form is written, which is the one that compilers use.
 */
import type { FuncIndex } from "../bytes/brand.ts";
import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";
import { readConstExpr } from "./expressions.ts";
import { type Element, type SegmentMode, ValueType } from "./module.ts";
import { readRefType } from "./types.ts";
import { readIndex, readVector, writeVector } from "./vectors.ts";

const NotActive = 0b001;
const Explicit = 0b010;
const Expressions = 0b100;
/** The one "element kind", which stands in place of a type before function indices. */
const FunctionKind = 0x00;

export interface ElementContext {
  /** How many of each there are, imports included. */
  readonly table: number;
  readonly function: number;
}

export function readElements(reader: ByteReader, counts: ElementContext): Element[] {
  return readVector(reader, () => {
    const start = reader.position;
    const flags = reader.uleb32();
    if (flags > 7) throw reader.malformed("an element segment of an unknown kind", start);
    const mode = readMode(reader, flags, counts.table);
    const typed = (flags & (NotActive | Explicit)) !== 0;
    if (flags & Expressions) {
      const type = typed ? readRefType(reader) : ValueType.funcref;
      const expressions = readVector(reader, () => readConstExpr(reader));
      return { mode, type, init: { kind: "expressions", expressions } };
    }
    if (typed) readFunctionKind(reader);
    const functions = readVector(
      reader,
      () => readIndex(reader, counts.function, "function") as FuncIndex,
    );
    return { mode, type: ValueType.funcref, init: { kind: "functions", functions } };
  });
}

export function writeElements(writer: ByteWriter, elements: readonly Element[]): void {
  writeVector(writer, elements, ({ mode, type, init }) => {
    const short = mode.kind === "active" && mode.index === 0 && type === ValueType.funcref;
    const flags =
      (mode.kind === "active" ? 0 : NotActive) |
      (mode.kind === "declarative" || (mode.kind === "active" && !short) ? Explicit : 0) |
      (init.kind === "expressions" ? Expressions : 0);
    writer.uleb32(flags);
    if (mode.kind === "active") {
      if (!short) writer.uleb32(mode.index);
      writer.append(mode.offset);
    }
    if (!short) writer.u8(init.kind === "expressions" ? type : FunctionKind);
    if (init.kind === "functions") {
      writeVector(writer, init.functions, (index) => writer.uleb32(index));
    } else {
      writeVector(writer, init.expressions, (expression) => writer.append(expression));
    }
  });
}

function readMode(reader: ByteReader, flags: number, tables: number): SegmentMode {
  if (flags & NotActive) return { kind: flags & Explicit ? "declarative" : "passive" };
  const start = reader.position;
  const index = flags & Explicit ? reader.uleb32() : 0;
  if (index >= tables) throw reader.malformed(`there is no table ${index}`, start);
  return { kind: "active", index, offset: readConstExpr(reader) };
}

function readFunctionKind(reader: ByteReader): void {
  const start = reader.position;
  if (reader.u8() !== FunctionKind) throw reader.malformed("elements of an unknown kind", start);
}
