/** Names that other demanglers have read, whole and damaged. */
import { readFileSync } from "node:fs";
import fc from "fast-check";

/** @param file in tests/fixtures/demangle, with a name and its meaning on each line */
export function readOracle(file: string): readonly (readonly [mangled: string, meaning: string])[] {
  return readFileSync(new URL(`../../tests/fixtures/demangle/${file}`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t") as [mangled: string, meaning: string]);
}

/** A part of one of the names in the place of a part of another. */
export function damaged(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names);
  return fc
    .tuple(name, fc.nat(), fc.nat(9), name, fc.nat())
    .map(
      ([one, at, gone, other, from]) =>
        one.slice(0, at % one.length) +
        other.slice(from % other.length).slice(0, 6) +
        one.slice((at % one.length) + gone),
    );
}
