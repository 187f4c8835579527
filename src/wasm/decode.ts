/**
 * The binary format's frame: a header, then sections in a fixed order with custom sections anywhere
 * between them (core specification 5.5.2). What stands in a section is its own file's matter.
 */
import { ByteReader } from "../bytes/reader.ts";
import { readCode } from "./code.ts";
import { readData, readDataCount } from "./data.ts";
import { readElements } from "./elements.ts";
import { readExports } from "./exports.ts";
import { readFunctions, readStart } from "./functions.ts";
import { readGlobals } from "./globals.ts";
import { readImports } from "./imports.ts";
import { readMemories } from "./memories.ts";
import type { CustomSection, ExternalKind, WasmModule } from "./module.ts";
import { unsupported } from "./proposals.ts";
import { SectionId, SectionOrder } from "./sections.ts";
import { readTables } from "./tables.ts";
import { readTags } from "./tags.ts";
import { readTypes } from "./types.ts";

const Magic = 0x6d736100;
const Version = 1;
/** Of string literals. */
const StringSection = 14;
/** A component's header has the same magic number, and the layer 1 after its version. */
const ComponentLayer = 0x10000;

type Building = { -readonly [Field in keyof WasmModule]: WasmModule[Field] };

/**
 * Takes a module apart. Byte ranges in the result are views of `bytes`. Checks the form of all
 * sections and every index that stands outside of code; code is only cut into bodies: see
 * `InstructionCursor` for its form and `OperandTypes` for its validity.
 *
 * @param where the file's name, for messages
 * @throws MalformedError for anything that is no module, or uses a feature not supported
 */
export function decodeModule(bytes: Uint8Array, where: string): WasmModule {
  const reader = new ByteReader(bytes, where);
  readHeader(reader);
  const module: Building = {
    types: [],
    imports: [],
    functions: [],
    tables: [],
    memories: [],
    globals: [],
    exports: [],
    elements: [],
    bodies: [],
    data: [],
    customs: [],
  };
  const customs: CustomSection[] = [];
  let last = 0;
  while (!reader.atEnd) {
    const start = reader.position;
    const id = reader.u8();
    const size = reader.uleb32();
    if (size > reader.remaining) {
      throw reader.malformed(`section ${id} is announced to be longer than the file`, start);
    }
    const section = reader.sub(size);
    if (id === SectionId.custom) {
      customs.push({ name: section.name(), bytes: section.take(section.remaining), after: last });
      continue;
    }
    const place = SectionOrder.indexOf(id);
    if (place < 0) {
      const isStrings = id === StringSection;
      const reason = isStrings
        ? unsupported(`section ${id}`, "stringref")
        : `there is no section ${id}`;
      throw reader.malformed(reason, start);
    }
    if (place <= SectionOrder.indexOf(last)) {
      throw reader.malformed(`section ${id} must come once, and before section ${last}`, start);
    }
    last = id;
    readSection(id, section, module);
    if (!section.atEnd) throw section.malformed(`section ${id} goes on after its contents`);
  }
  module.customs = customs;
  if (module.functions.length !== module.bodies.length) {
    const counts = `${module.functions.length} functions but ${module.bodies.length} bodies`;
    throw reader.malformed(`the module has ${counts}`);
  }
  if (module.dataCount !== undefined && module.dataCount !== module.data.length) {
    const counts = `${module.dataCount} data segments announced but ${module.data.length} present`;
    throw reader.malformed(`the module has ${counts}`);
  }
  return module;
}

/**
 * Where the contents of the code section begin in a file that `decodeModule` takes: what engines and other tools
 * count code from is the file's start. 0 when there is no code.
 */
export function codeSectionStart(bytes: Uint8Array): number {
  const reader = new ByteReader(bytes, "the module");
  readHeader(reader);
  while (!reader.atEnd) {
    const id = reader.u8();
    const size = reader.uleb32();
    if (id === SectionId.code) return reader.position;
    reader.skip(size);
  }
  return 0;
}

function readHeader(reader: ByteReader): void {
  if (reader.remaining < 8 || reader.u32() !== Magic) {
    throw reader.malformed("this is no WebAssembly module", 0);
  }
  const version = reader.u32();
  if (version === Version) return;
  const component = version >= ComponentLayer && version < 2 * ComponentLayer;
  const reason = component
    ? unsupported("a component in place of a module", "component model")
    : `version ${version} of the format is not supported`;
  throw reader.malformed(reason, 4);
}

function readSection(id: number, reader: ByteReader, module: Building): void {
  switch (id) {
    case SectionId.type:
      module.types = readTypes(reader);
      break;
    case SectionId.import:
      module.imports = readImports(reader, module.types);
      break;
    case SectionId.function:
      module.functions = readFunctions(reader, module.types.length);
      break;
    case SectionId.table:
      module.tables = readTables(reader);
      break;
    case SectionId.memory:
      module.memories = readMemories(reader, countOf(module, "memory"));
      break;
    case SectionId.tag:
      module.tags = readTags(reader, module.types);
      break;
    case SectionId.global:
      module.globals = readGlobals(reader);
      break;
    case SectionId.export:
      module.exports = readExports(reader, counts(module));
      break;
    case SectionId.start:
      module.start = readStart(reader, countOf(module, "function"));
      break;
    case SectionId.element:
      module.elements = readElements(reader, counts(module));
      break;
    case SectionId.dataCount:
      module.dataCount = readDataCount(reader);
      break;
    case SectionId.code:
      module.bodies = readCode(reader);
      break;
    case SectionId.data:
      module.data = readData(reader, countOf(module, "memory"));
      break;
  }
}

/** How many of each kind the module has, imports included. */
function counts(module: WasmModule): Record<ExternalKind, number> {
  return {
    function: countOf(module, "function"),
    table: countOf(module, "table"),
    memory: countOf(module, "memory"),
    global: countOf(module, "global"),
    tag: countOf(module, "tag"),
  };
}

const ownOf = {
  function: "functions",
  table: "tables",
  memory: "memories",
  global: "globals",
  tag: "tags",
} as const satisfies Record<ExternalKind, keyof WasmModule>;

function countOf(module: WasmModule, kind: ExternalKind): number {
  const imported = module.imports.filter(({ what }) => what.kind === kind).length;
  return imported + (module[ownOf[kind]]?.length ?? 0);
}
