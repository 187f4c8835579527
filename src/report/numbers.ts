/** How a report writes numbers. */

/** With Memcheck's separators whatever the machine's language: 1024000 → "1,024,000". */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

/** "0x10114". */
export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
