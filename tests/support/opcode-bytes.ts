/** An opcode, as it is in the opcode table, in the binary format: one byte, or a prefix and its number. */
export function opcodeBytes(code: number): number[] {
  if (code <= 0xff) return [code];
  const number = code & 0xff;
  return [code >> 8, ...(number < 0x80 ? [number] : [number, 1])];
}
