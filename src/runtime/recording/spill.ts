/** Where a log goes that has grown too large for memory: bytes are added, and read again later. */
export interface Spill {
  /** @throws Error when they cannot be kept; then nobody knows how many of them were. */
  append(bytes: Uint8Array): void;
  /**
   * Fills `into` with the bytes from `at` on, which were all appended.
   * @throws Error when they cannot be read
   */
  read(at: number, into: Uint8Array): void;
}
