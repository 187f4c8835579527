/** Characters as a programmer writes them between quotes. */

/** Of which language the escapes are. */
export type Quoting = "c" | "rust";

const Escapes: Readonly<Record<Quoting, ReadonlyMap<string, string>>> = {
  c: new Map([
    ["\0", "\\0"],
    ["\x07", "\\a"],
    ["\b", "\\b"],
    ["\t", "\\t"],
    ["\n", "\\n"],
    ["\v", "\\v"],
    ["\f", "\\f"],
    ["\r", "\\r"],
    ["\\", "\\\\"],
  ]),
  rust: new Map([
    ["\0", "\\0"],
    ["\t", "\\t"],
    ["\n", "\\n"],
    ["\r", "\\r"],
    ["\\", "\\\\"],
  ]),
};

/** Characters that nobody sees, or that move others. */
const Invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** @param quote what the character will stand between */
function escaped(character: string, quote: "'" | '"', quoting: Quoting): string {
  if (character === quote) return `\\${quote}`;
  const short = Escapes[quoting].get(character);
  if (short !== undefined) return short;
  if (!Invisible.test(character)) return character;
  const code = character.codePointAt(0)!;
  if (quoting === "rust") return `\\u{${code.toString(16)}}`;
  // Three octal digits are never read on by the compiler, as a hexadecimal escape's would be.
  if (code < 0x80) return octal(code);
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, "0")}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

/** `'a'`; the number that is no character as an escape. */
export function quotedCharacter(code: number, quoting: Quoting): string {
  if (code > 0x10ffff) return `'\\U${hex(code, 8)}'`;
  return `'${escaped(String.fromCodePoint(code), "'", quoting)}'`;
}

/** `'a'`: one byte, which beyond ASCII is a part of a character. */
export function quotedByte(byte: number): string {
  return byte < 0x80 ? quotedCharacter(byte, "c") : `'${octal(byte)}'`;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text in UTF-8, as it stands between `"`, without these; bytes that are none are escapes. */
export function textOfBytes(bytes: Uint8Array, quoting: Quoting): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) =>
      byte < 0x80 ? escaped(String.fromCharCode(byte), '"', quoting) : brokenByte(byte, quoting),
    ).join("");
  }
  return escapedText(text, quoting);
}

/** As it stands between `"`. */
function escapedText(text: string, quoting: Quoting): string {
  return Array.from(text, (character) => escaped(character, '"', quoting)).join("");
}

function brokenByte(byte: number, quoting: Quoting): string {
  return quoting === "c" ? octal(byte) : `\\x${hex(byte, 2)}`;
}

/**
 * Text whose characters have so many bytes: UTF-8, UTF-16, UTF-32; undefined for what is none.
 */
export function textOfUnits(bytes: Uint8Array, unit: number, quoting: Quoting): string | undefined {
  if (unit === 1) return textOfBytes(bytes, quoting);
  if (unit !== 2 && unit !== 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const characters: string[] = [];
  for (let at = 0; at + unit <= bytes.length; at += unit) {
    const code = unit === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
    if (code > 0x10ffff) return undefined;
    characters.push(unit === 2 ? String.fromCharCode(code) : String.fromCodePoint(code));
  }
  return escapedText(characters.join(""), quoting);
}
