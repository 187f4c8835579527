import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PictureValue } from "./model.ts";
import {
  array,
  block,
  dangling,
  frame,
  freed,
  nothing,
  picture,
  string,
  struct,
  to,
} from "./picture.fixture.ts";
import { pictures } from "./pictures.fixture.ts";
import { drawSvg, drawSvgAfter } from "./svg.ts";

interface Part {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Its elements in the order in which they begin; throws when it is not well-formed. */
function parse(svg: string): readonly Part[] {
  const onError = (level: string, message: string) => {
    throw new Error(`${level}: ${message} in ${svg}`);
  };
  const page = new DOMParser({ onError }).parseFromString(svg, "image/svg+xml");
  return Array.from(page.getElementsByTagName("*"), (element) => ({
    name: element.tagName,
    attributes: Object.fromEntries(
      Array.from(element.attributes, ({ name, value }) => [name, value] as const),
    ),
    text: element.textContent ?? "",
  }));
}

const node = (number: number, value: number, next: PictureValue) =>
  block(number, "struct node", struct({ value, next }));
const list = picture({
  step: 3,
  place: { function: "main", file: "list.c", line: 9 },
  frames: [frame(1, "main", { list: to(2), old: dangling(3), s: string('"<&>"') }, 9)],
  blocks: [node(1, 10, nothing()), node(2, 20, to(1)), freed(3, "int[2]", array([1, 2]))],
});

test("the picture stands alone and says in words what it shows", () => {
  const elements = parse(drawSvg(list));
  const [root] = elements;
  expect(root?.attributes).toMatchObject({
    xmlns: "http://www.w3.org/2000/svg",
    role: "img",
    "aria-labelledby": "redzone-title redzone-desc",
    viewBox: `0 0 ${root?.attributes.width} ${root?.attributes.height}`,
  });
  const told = elements.filter(({ name }) => name === "title" || name === "desc");
  expect(told.map(({ text }) => text).join("\n")).toMatchInlineSnapshot(`
    "Memory of list.c at step 3 of 10, in main (list.c:9)
    main (list.c:9): list points to block 2; old dangles, points to freed block 3; s "<&>".
    Block 1, struct node: value 10, next null.
    Block 2, struct node: value 20, next points to block 1.
    Block 3, freed, int[2]: 1, 2."
  `);
  const texts = elements.filter(({ name }) => name === "text").map(({ text }) => text);
  expect(texts.join(" ")).toMatchInlineSnapshot(
    `"Stack main (list.c:9) list old s "<&>" Heap #2 struct node value 20 next #1 struct node value 10 next ∅ #3 freed int[2] 1 2"`,
  );
});

test("every pointer to a block has its arrow, a dangling one one of its own looks", () => {
  const elements = parse(drawSvg(list));
  const arrows = elements.filter(({ attributes }) => attributes["marker-end"] !== undefined);
  expect(arrows.map(({ attributes }) => attributes.class)).toEqual([
    "arrow",
    "arrow dangling",
    "arrow",
  ]);
  const dots = elements.filter(({ name }) => name === "circle");
  expect(dots.map(({ attributes }) => attributes.class)).toEqual(["dot", "hollow", "dot"]);
});

test("more rows than anybody looks at are counted", () => {
  const blocks = Array.from({ length: 70 }, (_, i) => block(i + 1, "int", i));
  expect(drawSvg(picture({ blocks }))).toContain(">… 20 more blocks<");
});

test("two drawings in one page do not share names", () => {
  const ids = (id: string) =>
    parse(drawSvg(list, { id })).flatMap(({ attributes }) => attributes.id ?? []);
  expect(ids("a").length).toBeGreaterThan(4);
  expect(ids("a").filter((id) => ids("b").includes(id))).toEqual([]);
  expect(drawSvg(list, { id: "a" }).replaceAll(/\ba\b/g, "b")).toBe(drawSvg(list, { id: "b" }));
});

test("blocks keep their places from step to step", () => {
  const before = picture({
    frames: [frame(1, "main", { list: to(2), next: to(1) })],
    blocks: [node(1, 10, nothing()), node(2, 20, to(1))],
  });
  const after = picture({
    frames: [frame(1, "main", { list: dangling(2), next: to(1) })],
    blocks: [node(1, 10, nothing()), freed(2, "struct node", struct({ value: 20, next: to(1) }))],
  });
  const first = drawSvgAfter(undefined, before);
  const second = drawSvgAfter(first.layout, after);
  expect(second.layout.lines.get(2)).toBe(first.layout.lines.get(2));
});

test("whatever a program holds, the drawing is well-formed and nothing lies outside it", () => {
  fc.assert(
    fc.property(pictures, fc.constantFrom(60, 100, 160), (each, columns) => {
      const [root, ...elements] = parse(drawSvg(each, { columns }));
      const [width, height] = [Number(root?.attributes.width), Number(root?.attributes.height)];
      for (const { name, attributes } of elements) {
        if (name !== "rect" || attributes.x === undefined) continue;
        const [x, y] = [Number(attributes.x), Number(attributes.y)];
        expect(x + Number(attributes.width)).toBeLessThanOrEqual(width);
        expect(y + Number(attributes.height)).toBeLessThanOrEqual(height);
      }
    }),
  );
});
