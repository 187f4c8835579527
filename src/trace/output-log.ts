/** What a program printed, each piece with the step that printed it. */

/** Of endless output the first part is kept: whoever looks at a step wants what belongs to it, not all that comes after. */
const MostBytes = 4 * 2 ** 20;

interface Printed {
  readonly step: number;
  readonly bytes: Uint8Array;
}

export class OutputLog {
  readonly #pieces: Printed[] = [];
  #bytes = 0;

  /** @param step the step that is running; not before that of the piece before */
  add(step: number, bytes: Uint8Array): void {
    if (this.#bytes >= MostBytes) return;
    const kept = bytes.slice(0, MostBytes - this.#bytes);
    this.#pieces.push({ step, bytes: kept });
    this.#bytes += kept.length;
  }

  /** All that was printed before `step` began, stdout and stderr as they came; of more than `most` bytes the last. */
  before(step: number, most: number): string {
    const end = this.#firstFrom(step);
    const parts: Uint8Array[] = [];
    let left = most;
    for (let at = end - 1; at >= 0 && left > 0; at--) {
      const { bytes } = this.#pieces[at]!;
      parts.unshift(bytes.subarray(Math.max(0, bytes.length - left)));
      left -= bytes.length;
    }
    return new TextDecoder().decode(joined(parts));
  }

  /** What the step itself prints. */
  in(step: number): string {
    const pieces = this.#pieces.slice(this.#firstFrom(step), this.#firstFrom(step + 1));
    return new TextDecoder().decode(joined(pieces.map(({ bytes }) => bytes)));
  }

  /** The index of the first piece that this step or a later one printed. */
  #firstFrom(step: number): number {
    let [low, high] = [0, this.#pieces.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#pieces[middle]!.step < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
