/**
 * What a program of tests/programs/step/ says of its steps, in comments:
 *
 *     sum += i;            //@ 3 5 7             the numbers of the steps that are this line
 *     //> 3 over -> 5                            where a move leads from step 3
 *     //> 3 back -> this is the first step       or why nowhere
 *     //> 7 prints -> "6\n"                      what a step prints
 *
 * A line without numbers is never a step.
 */
import type { Move } from "../../src/trace/move.ts";

export type Claim = { readonly text: string; readonly from: number; readonly to: string } & (
  | { readonly kind: "prints" }
  | { readonly kind: "move"; readonly move: Move }
);

export function claimsIn(source: string): readonly Claim[] {
  return [...source.matchAll(/^\s*\/\/> (.*)$/gm)].map(([, text = ""]) => claim(text));
}

/** The source with the numbers of each of its lines. @param steps by line, from 1 */
export function withSteps(source: string, steps: ReadonlyMap<number, readonly number[]>): string {
  return source
    .split("\n")
    .map((text, index) => {
      const bare = text.replace(/ *\/\/@.*$/, "");
      const numbers = steps.get(index + 1);
      return numbers === undefined ? bare : `${bare} //@ ${numbers.join(" ")}`;
    })
    .join("\n");
}

function claim(text: string): Claim {
  const [, from, backwards, words, to] = /^(\d+) (back(?= \w))?(.*?) -> (.*)$/.exec(text) ?? [];
  if (from === undefined || words === undefined || to === undefined) {
    throw new Error(`not a claim about steps: ${text}`);
  }
  const common = { text, from: Number(from), to };
  const [name = "", value = ""] = words.trim().split(" ");
  if (name === "prints") return { ...common, kind: "prints" };
  return { ...common, kind: "move", move: moveOf(name, value, backwards ? -1 : 1) };
}

function moveOf(name: string, value: string, direction: 1 | -1): Move {
  switch (name) {
    case "start":
    case "end":
    case "next":
    case "back":
      return { to: name };
    case "over":
    case "into":
    case "out":
      return { to: name, direction };
    case "line": {
      const [, file, line] = /^(?:(.*):)?(\d+)$/.exec(value) ?? [];
      return { to: name, line: Number(line), direction, ...(file !== undefined && { file }) };
    }
    case "allocation":
    case "free":
      return { to: name, block: Number(value) };
    case "finding":
      return { to: name, finding: Number(value) };
    case "step":
      return { to: name, step: Number(value) };
    default:
      throw new Error(`no move: ${name}`);
  }
}
