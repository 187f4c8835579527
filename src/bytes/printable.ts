/**
 * Control characters, and those that turn the direction of text: in names out of a file they would be carried out by the
 * terminal, or break a line of a report.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const Unprintable = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Characters of a name in a sentence. */
const LongestQuote = 80;

/** The text as a person may be shown it. */
export function printable(text: string): string {
  return text.replace(Unprintable, "\ufffd");
}

/** A name out of a file, as a sentence mentions it: printable and not longer than a line. */
export function quoted(name: string): string {
  const shown = printable(name);
  return shown.length <= LongestQuote ? shown : `${shown.slice(0, LongestQuote)}…`;
}
