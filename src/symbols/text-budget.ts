/**
 * How much text a name may become, and how deep: names refer back to parts of themselves, so a short one can be huge.
 */

/** Longer names help nobody; a hostile one could double its length with every letter. */
const LongestText = 20_000;

/** All parts that are made on the way to one name, in characters. */
const MostText = 50 * LongestText;

/** Deeper than any compiler nests, and far from the end of the stack. */
const DeepestNesting = 500;

export class TooLong extends Error {
  override readonly name = "TooLong";
}

export class TextBudget {
  #made = 0;
  #depth = 0;

  /** @returns `text` @throws TooLong */
  spend(text: string): string {
    this.#made += text.length;
    if (this.#made > MostText || text.length > LongestText) throw new TooLong();
    return text;
  }

  /** The text that `make` makes of a part, unless that is nested too deeply. @throws TooLong */
  nested(make: () => string): string {
    if (++this.#depth > DeepestNesting) throw new TooLong();
    const text = this.spend(make());
    this.#depth--;
    return text;
  }
}
