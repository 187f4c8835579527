/** Puts a module together: the counterpart of decode.ts. */
import { ByteWriter, uleb32Bytes } from "../bytes/writer.ts";
import { codeBytes, type WrittenCode, writeCode, writeWritten, writtenBytes } from "./code.ts";
import { writeData, writeDataCount } from "./data.ts";
import { writeElements } from "./elements.ts";
import { writeExports } from "./exports.ts";
import { writeFunctions, writeStart } from "./functions.ts";
import { writeGlobals } from "./globals.ts";
import { writeImports } from "./imports.ts";
import { writeMemories } from "./memories.ts";
import type { CustomSection, WasmModule } from "./module.ts";
import { SectionId, SectionOrder } from "./sections.ts";
import { writeTables } from "./tables.ts";
import { writeTags } from "./tags.ts";
import { writeTypes } from "./types.ts";

const Header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A section's contents, and how many bytes these are. */
interface Contents {
  readonly id: number;
  readonly size: number;
  write(writer: ByteWriter): void;
}

/**
 * The module's binary form. Empty sections are left out, lengths and counts are written in as few
 * bytes as they need, and each custom section goes where its `after` says.
 * @param code in place of the module's bodies; used up
 */
export function encodeModule(module: WasmModule, code?: WrittenCode): Uint8Array<ArrayBuffer> {
  const sections: Contents[] = [];
  for (const id of SectionOrder) {
    if (id === SectionId.code) {
      const contents = codeContents(module, code);
      if (contents !== undefined) sections.push(contents);
    } else {
      const content = new ByteWriter();
      writeSection(id, content, module);
      if (content.length > 0) sections.push(contentsOf(id, content));
    }
    for (const custom of module.customs) {
      if (custom.after !== id) continue;
      sections.push(customContents(custom));
    }
  }
  let size = Header.length;
  for (const section of sections) size += 1 + uleb32Bytes(section.size) + section.size;
  const writer = new ByteWriter(size);
  writer.append(Uint8Array.from(Header));
  for (const { id, size, write } of sections) {
    writer.u8(id);
    writer.uleb32(size);
    write(writer);
  }
  return writer.finish();
}

function contentsOf(id: number, content: ByteWriter): Contents {
  return { id, size: content.length, write: (writer) => writer.append(content.view()) };
}

/** It may be long: what the engine is told about a large module's code is as long as the original. */
function customContents({ name, bytes }: CustomSection): Contents {
  const before = new ByteWriter();
  before.name(name);
  return {
    id: SectionId.custom,
    size: before.length + bytes.length,
    write(writer) {
      writer.append(before.view());
      writer.append(bytes);
    },
  };
}

/** Nearly all of a module, which may be half a gigabyte: it is written only once. */
function codeContents({ bodies }: WasmModule, code?: WrittenCode): Contents | undefined {
  const id = SectionId.code;
  if (code !== undefined) {
    return { id, size: writtenBytes(code), write: (writer) => writeWritten(writer, code) };
  }
  if (bodies.length === 0) return undefined;
  return { id, size: codeBytes(bodies), write: (writer) => writeCode(writer, bodies) };
}

/** Any section but that of the code. Writes nothing for one that the module does not need. */
function writeSection(id: number, writer: ByteWriter, module: WasmModule): void {
  switch (id) {
    case SectionId.type:
      if (module.types.length > 0) writeTypes(writer, module.types);
      break;
    case SectionId.import:
      if (module.imports.length > 0) writeImports(writer, module.imports);
      break;
    case SectionId.function:
      if (module.functions.length > 0) writeFunctions(writer, module.functions);
      break;
    case SectionId.table:
      if (module.tables.length > 0) writeTables(writer, module.tables);
      break;
    case SectionId.memory:
      if (module.memories.length > 0) writeMemories(writer, module.memories);
      break;
    case SectionId.tag:
      if (module.tags !== undefined && module.tags.length > 0) writeTags(writer, module.tags);
      break;
    case SectionId.global:
      if (module.globals.length > 0) writeGlobals(writer, module.globals);
      break;
    case SectionId.export:
      if (module.exports.length > 0) writeExports(writer, module.exports);
      break;
    case SectionId.start:
      if (module.start !== undefined) writeStart(writer, module.start);
      break;
    case SectionId.element:
      if (module.elements.length > 0) writeElements(writer, module.elements);
      break;
    case SectionId.dataCount:
      if (module.dataCount !== undefined) writeDataCount(writer, module.dataCount);
      break;
    case SectionId.data:
      if (module.data.length > 0) writeData(writer, module.data);
      break;
  }
}
