/**
 * Where an instruction may stand in code, found without taking all of it to instructions: plans are made each time
 * a program starts. The bytes may belong to something else, so whoever must be certain reads the function then.
 */

/**
 * The places of `opcode` whose immediate, an unsigned number that begins `skipped` bytes behind it, is one of these.
 * Linkers leave numbers five bytes long whatever they are.
 */
export function* placesOf(
  code: Uint8Array,
  opcode: number,
  isWanted: (immediate: number) => boolean,
  skipped = 0,
): Generator<number> {
  for (let at = code.indexOf(opcode); at >= 0; at = code.indexOf(opcode, at + 1)) {
    if (isWanted(unsignedAt(code, at + 1 + skipped))) yield at;
  }
}

/** Whether there is such a place. */
export function mayHave(
  ...[code, opcode, isWanted, skipped]: Parameters<typeof placesOf>
): boolean {
  return placesOf(code, opcode, isWanted, skipped).next().done === false;
}

/** An unsigned LEB128 number, as far as it fits in 32 bits. */
export function unsignedAt(code: Uint8Array, start: number): number {
  let value = 0;
  for (let byte = 0; byte < 5; byte++) {
    const bits = code[start + byte] ?? 0;
    value |= (bits & 0x7f) << (7 * byte);
    if (bits < 0x80) break;
  }
  return value >>> 0;
}
