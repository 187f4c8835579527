/** Pictures in a few words: values by their looks, and arrows numbered by the way. */
import {
  type Arrow,
  type Picture,
  type PictureBlock,
  type PictureFrame,
  PictureSchema,
  type PictureValue,
  type PictureVariable,
} from "./model.ts";

/** Of all pictures: a value knows its arrow before it knows its picture. */
const arrows: Arrow[] = [];

/** A pointer to a block: `to(3)`; `to(3, 8)` into it, `to(3, 16, "outside")`. */
export function to(
  block: number,
  offset = 0,
  target: "live" | "freed" | "outside" = "live",
): PictureValue {
  return lead({ to: "block", block, offset, target });
}
/** Any other pointer. */
export function lead(arrow: Arrow): PictureValue {
  return { kind: "pointer", type: "void *", arrow: arrows.push(arrow) - 1 };
}
export const nothing = () => lead({ to: "null" });
export const dangling = (block: number) => to(block, 0, "freed");

export function text(value: string | number): PictureValue {
  const word = String(value);
  return { kind: "text", type: "int", text: word, ...(word === "?" && { not: "defined" }) };
}
export const string = (value: string): PictureValue => ({
  kind: "elements",
  type: "char[]",
  elements: [],
  count: value.length - 1,
  text: value,
});
type Written = PictureValue | string | number;
const value = (written: Written): PictureValue =>
  typeof written === "object" ? written : text(written);

export function struct(members: Readonly<Record<string, Written>>, head?: string): PictureValue {
  const named = Object.entries(members).map(([name, member]) => ({ name, value: value(member) }));
  return { kind: "members", type: "struct", members: named, ...(head !== undefined && { head }) };
}
/** A type of a library's, as what it means and as what it is made of. */
export const standard = (meaning: PictureValue, raw: PictureValue): PictureValue => ({
  ...meaning,
  ...(meaning.kind === "members" && { raw }),
});
export function tuple(head: string | undefined, ...members: readonly Written[]): PictureValue {
  const unnamed = members.map((member) => ({ value: value(member) }));
  return { kind: "members", type: "tuple", members: unnamed, ...(head !== undefined && { head }) };
}
export function array(elements: readonly Written[], count = elements.length): PictureValue {
  return { kind: "elements", type: "array", elements: elements.map(value), count };
}
export const changed = (written: Written): PictureValue => ({ ...value(written), changed: true });

export function variable(
  id: string,
  written: Written,
  more: Partial<PictureVariable> = {},
): PictureVariable {
  return { id, name: id.slice(id.indexOf(".") + 1), value: value(written), ...more };
}
export function frame(
  number: number,
  name: string,
  variables: Readonly<Record<string, Written>>,
  line?: number,
): PictureFrame {
  return {
    number,
    function: name,
    ...(line !== undefined && { file: "list.c", line }),
    variables: Object.entries(variables).map(([key, each]) => variable(`${number}.${key}`, each)),
  };
}
export function block(
  number: number,
  type: string | undefined,
  written: Written,
  more: Partial<PictureBlock> = {},
): PictureBlock {
  return {
    number,
    address: 0x10000 + 32 * number,
    size: 16,
    state: "live",
    held: "reachable",
    ...(type !== undefined && { type }),
    value: value(written),
    ...more,
  };
}
export const freed = (number: number, type: string, written: Written): PictureBlock =>
  block(number, type, written, { state: "freed" });

export function picture(more: Partial<Picture>): Picture {
  const written: Picture = {
    schema: PictureSchema,
    program: "list.c",
    language: "c",
    step: 1,
    steps: 10,
    output: "",
    findings: [],
    frames: [],
    globals: [],
    blocks: [],
    moreBlocks: [],
    arrows: [],
    ...more,
  };
  return numbered(written);
}

/** With the arrows of its own values only, counted from 0. */
function numbered(written: Picture): Picture {
  const own: Arrow[] = [];
  const value = (each: PictureValue): PictureValue => {
    switch (each.kind) {
      case "pointer":
        return { ...each, arrow: own.push(arrows[each.arrow]!) - 1 };
      case "members":
        return {
          ...each,
          members: each.members.map((one) => ({ ...one, value: value(one.value) })),
          ...(each.raw && { raw: value(each.raw) }),
        };
      case "elements":
        return { ...each, elements: each.elements.map(value) };
      case "text":
        return each;
    }
  };
  const valued = <T extends { readonly value: PictureValue }>(each: T): T => ({
    ...each,
    value: value(each.value),
  });
  return {
    ...written,
    frames: written.frames.map((each) => ({ ...each, variables: each.variables.map(valued) })),
    globals: written.globals.map(valued),
    blocks: written.blocks.map(valued),
    arrows: own,
  };
}
