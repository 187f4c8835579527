/** A place in a mangled name. */

/** The name is none of the ABI's, or of a part of it that is not known here. */
export class NotMangled extends Error {
  override readonly name = "NotMangled";
}

/** Deeper than any compiler nests, and far from the end of the stack. */
const DeepestNesting = 200;

export class Cursor {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get position(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The next characters, fewer at the end. */
  peek(count = 1, ahead = 0): string {
    return this.#text.substr(this.#at + ahead, count);
  }

  /** Passes over `expected` if it stands here. */
  take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.take(expected)) throw this.fail();
  }

  /** What the sticky pattern matches here, passed over; "" for nothing. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  /** The next `count` characters, passed over. */
  chars(count: number): string {
    if (this.#at + count > this.#text.length) throw this.fail();
    this.#at += count;
    return this.#text.slice(this.#at - count, this.#at);
  }

  /** Decimal digits, "" for none. */
  digits(): string {
    return this.match(/\d+/y);
  }

  /** A sequence number in base 36 and its underscore: `_` is 0, `0_` is 1. */
  sequence(): number {
    const digits = this.match(/[0-9A-Z]+/y);
    this.expect("_");
    return digits === "" ? 0 : Number.parseInt(digits, 36) + 1;
  }

  /** Calls `read`, unless that is nested too deeply. */
  nested<T>(read: () => T): T {
    if (++this.#depth > DeepestNesting) throw this.fail();
    const result = read();
    this.#depth--;
    return result;
  }

  /** Goes on from here if `read` answers undefined. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const start = this.#at;
    const result = read();
    if (result === undefined) this.#at = start;
    return result;
  }

  fail(): NotMangled {
    return new NotMangled(`at ${this.#at} of ${this.#text}`);
  }
}
