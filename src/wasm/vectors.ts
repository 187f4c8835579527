import type { ByteReader } from "../bytes/reader.ts";
import type { ByteWriter } from "../bytes/writer.ts";

/**
 * Reads a vector (core specification 5.1.3): a count and then that many items. The count is not
 * trusted: an item takes one byte at least, so a count beyond the rest of the section is refused
 * before anything is read, and memory grows only with what has been read.
 */
export function readVector<Item>(reader: ByteReader, read: (index: number) => Item): Item[] {
  const start = reader.position;
  const count = reader.uleb32();
  if (count > reader.remaining) {
    throw reader.malformed(`${count} items are announced, more than there are bytes`, start);
  }
  const items: Item[] = [];
  for (let index = 0; index < count; index++) items.push(read(index));
  return items;
}

export function writeVector<Item>(
  writer: ByteWriter,
  items: readonly Item[],
  write: (item: Item) => void,
): void {
  writer.uleb32(items.length);
  items.forEach(write);
}

/** Reads an index that must be below `count`; `what` names the thing in the message. */
export function readIndex(reader: ByteReader, count: number, what: string): number {
  const start = reader.position;
  const index = reader.uleb32();
  if (index >= count) throw reader.malformed(`there is no ${what} ${index}`, start);
  return index;
}
