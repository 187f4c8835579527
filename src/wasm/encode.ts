/** Puts a module together: the counterpart of decode.ts. */
import { ByteWriter } from "../bytes/writer.ts";
import { writeCode } from "./code.ts";
import { writeData, writeDataCount } from "./data.ts";
import { writeElements } from "./elements.ts";
import { writeExports } from "./exports.ts";
import { writeFunctions, writeStart } from "./functions.ts";
import { writeGlobals } from "./globals.ts";
import { writeImports } from "./imports.ts";
import { writeMemories } from "./memories.ts";
import type { WasmModule } from "./module.ts";
import { SectionId, SectionOrder } from "./sections.ts";
import { writeTables } from "./tables.ts";
import { writeTags } from "./tags.ts";
import { writeTypes } from "./types.ts";

const Header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/**
 * The module's binary form. Empty sections are left out, lengths and counts are written in as few
 * bytes as they need, and each custom section goes where its `after` says.
 */
export function encodeModule(module: WasmModule): Uint8Array<ArrayBuffer> {
  const size = estimate(module);
  const writer = new ByteWriter(size);
  writer.append(Uint8Array.from(Header));
  // Nearly all of a module is its code section, so this one needs as much room.
  const content = new ByteWriter(size);
  for (const id of SectionOrder) {
    content.clear();
    writeSection(id, content, module);
    if (content.length > 0) {
      writer.u8(id);
      writer.sized(content.view());
    }
    for (const custom of module.customs) {
      if (custom.after !== id) continue;
      content.clear();
      content.name(custom.name);
      content.append(custom.bytes);
      writer.u8(SectionId.custom);
      writer.sized(content.view());
    }
  }
  return writer.toBytes();
}

/** Writes nothing for a section that the module does not need. */
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
    case SectionId.code:
      if (module.bodies.length > 0) writeCode(writer, module.bodies);
      break;
    case SectionId.data:
      if (module.data.length > 0) writeData(writer, module.data);
      break;
  }
}

/** Room for what is large in a module, so that the writer's buffer seldom has to grow. */
function estimate(module: WasmModule): number {
  let bytes = 1024;
  for (const { code } of module.bodies) bytes += code.length + 16;
  for (const data of module.data) bytes += data.bytes.length + 16;
  for (const custom of module.customs) bytes += custom.bytes.length + 64;
  return bytes;
}
