/** What is kept in the cache of a program that was compiled. */

export interface Kept {
  readonly module: Uint8Array;
  /** What the compiler and the linker printed, as the compiler's own file understands it. */
  readonly messages: string;
}

/** A cache entry: the length of the messages as u32, little endian; the messages; the module. */
export function pack({ module, messages }: Kept): Uint8Array {
  const text = Buffer.from(messages);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, module]);
}

export function unpack(entry: Uint8Array): Kept {
  const bytes = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength);
  const end = 4 + bytes.readUInt32LE(0);
  return { messages: bytes.toString("utf8", 4, end), module: bytes.subarray(end) };
}
