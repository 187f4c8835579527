/**
 * The mangling of Rust before v0, and rustc's default up to 2025. It looks like C++'s, `_ZN`, then names
 * with their length, then `E`, and its last name is a hash: `17h` and sixteen hexadecimal digits. What a
 * C++ name cannot hold is escaped: `$LT$` is `<`, `..` is `::`, `$u20$` a space.
 */

const LegacyName = /^_ZN(?<names>\d.*)17h[0-9a-f]{16}E(?:[.$].*)?$/;

const Escapes: Readonly<Record<string, string>> = {
  SP: "@",
  BP: "*",
  RF: "&",
  LT: "<",
  GT: ">",
  LP: "(",
  RP: ")",
  C: ",",
};

/**
 * The names of a path as they are read, without the hash: `<alloc::boxed::Box<T> as core::ops::drop::Drop>`,
 * `drop`.
 * @returns undefined when it is no such name
 */
export function legacyNames(mangled: string): string[] | undefined {
  let rest = LegacyName.exec(mangled)?.groups?.names;
  if (rest === undefined) return undefined;
  const names: string[] = [];
  while (rest !== "") {
    const digits: string = /^\d+/.exec(rest)?.[0] ?? "";
    const end = digits.length + Number(digits);
    if (digits === "" || end > rest.length) return undefined;
    names.push(unescaped(rest.slice(digits.length, end)));
    rest = rest.slice(end);
  }
  return names;
}

function unescaped(name: string): string {
  // No name of the linker's begins with a `$`.
  return name.replace(/^_(?=\$)/, "").replace(/\.\.|\$(\w+)\$/g, (whole, code?: string) => {
    if (code === undefined) return "::";
    const letter = /^u([0-9a-f]{1,6})$/.exec(code)?.[1];
    if (letter !== undefined) return character(Number.parseInt(letter, 16)) ?? whole;
    return Escapes[code] ?? whole;
  });
}

function character(code: number): string | undefined {
  const valid = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code >= 0xe000);
  return valid ? String.fromCodePoint(code) : undefined;
}
