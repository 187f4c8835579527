/** Drawings of one step after the other: what is there stays where it is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Picture, PictureBlock, PictureValue } from "./model.ts";
import { block, dangling, frame, freed, nothing, picture, struct, to } from "./picture.fixture.ts";
import { drawTextAfter, type TextLayout } from "./text.ts";

const options = { columns: 80, charset: "unicode", color: false } as const;

function draw(steps: readonly Picture[]): string {
  let layout: TextLayout | undefined;
  const texts = steps.map((step) => {
    const drawing = drawTextAfter(layout, step, options);
    layout = drawing.layout;
    return drawing.text;
  });
  return `\n${texts.join("\n")}`;
}

function step(variables: Record<string, PictureValue>, ...blocks: PictureBlock[]): Picture {
  return picture({ frames: [frame(1, "main", variables)], blocks });
}
const contents = (value: number | string, next: PictureValue) => struct({ value, next });
const node = (number: number, value: number | string, next: PictureValue) =>
  block(number, "struct node", contents(value, next));

test("a new node moves to its list when the list begins with it", () => {
  const steps = [
    step({ list: to(1), new: to(2) }, node(1, 10, nothing()), node(2, "?", nothing())),
    step({ list: to(1), new: to(2) }, node(1, 10, nothing()), node(2, 20, to(1))),
    step({ list: to(2), new: to(2) }, node(1, 10, nothing()), node(2, 20, to(1))),
  ];
  expect(draw(steps)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼─────▶ #1 [10│∅]
    │ new   ●──────────────┼────┐
    └──────────────────────┘    │  struct node [value|next]
                                └▶ #2 [?│∅]

    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼─────▶ #1 [10│∅]
    │ new   ●──────────────┼────┐
    └──────────────────────┘    │  struct node [value|next]
                                └▶ #2 [20│●▶#1]

    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼────┬▶ #2 [20│●]─▶ #1 [10│∅]
    │ new   ●──────────────┼────┘
    └──────────────────────┘
    "
  `);
});

test("a node that is linked into the middle of a list", () => {
  const rest = [node(1, 10, nothing()), node(2, 20, to(1))];
  const steps = [
    step({ list: to(3), new: to(4) }, ...rest, node(3, 30, to(2)), node(4, 25, to(2))),
    step({ list: to(3), new: to(4) }, ...rest, node(3, 30, to(4)), node(4, 25, to(2))),
  ];
  expect(draw(steps)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼─────▶ #3 [30│●]─▶ #2 [20│●]─▶ #1 [10│∅]
    │ new   ●──────────────┼────┐
    └──────────────────────┘    │  struct node [value|next]
                                └▶ #4 [25│●▶#2]

    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼─────▶ #3 [30│●]─▶ #4 [25│●]─▶ #2 [20│●]─▶ #1 [10│∅]
    │ new   ●▶#4           │
    └──────────────────────┘
    "
  `);
});

test("nodes that are freed from the front of a list stay as long as they are shown", () => {
  const rest = [node(1, 10, nothing()), node(2, 20, to(1))];
  const gone = freed(3, "struct node", contents(30, to(2)));
  const steps = [
    step({ list: to(3), next: to(2) }, ...rest, node(3, 30, to(2))),
    step({ list: dangling(3), next: to(2) }, ...rest, gone),
    step({ list: to(2), next: to(2) }, ...rest, gone),
    step({ list: to(2), next: to(1) }, ...rest),
  ];
  expect(draw(steps)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼─────▶ #3 [30│●]─▶ #2 [20│●]─▶ #1 [10│∅]
    │ next  ●▶#2           │
    └──────────────────────┘

    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●╳─────────────┼─────▶ #3 freed ┊30┊●▶#2┊
    │ next  ●──────────────┼────┐
    └──────────────────────┘    │  struct node [value|next]
                                └▶ #2 [20│●]─▶ #1 [10│∅]

    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼────┐  #3 freed ┊30┊●▶#2┊
    │ next  ●──────────────┼────┤
    └──────────────────────┘    │  struct node [value|next]
                                └▶ #2 [20│●]─▶ #1 [10│∅]

    Stack                          Heap
    ┌ main ────────────────┐
    │ list  ●──────────────┼────┐
    │ next  ●▶#1           │    │
    └──────────────────────┘    │  struct node [value|next]
                                └▶ #2 [20│●]─▶ #1 [10│∅]
    "
  `);
});

test("whatever further variables point to, each line of the heap stays where it is", () => {
  const targets = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 });
  const links = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 });
  const blocks = (links: readonly number[]) =>
    links.map((next, i) => node(i + 1, i, next === 0 ? nothing() : to(next)));
  const variables = (targets: readonly number[]) =>
    Object.fromEntries(
      targets.map((number, i) => [`v${i}`, number === 0 ? nothing() : to(number)]),
    );
  fc.assert(
    fc.property(targets, targets, links, (before, more, links) => {
      const first = drawTextAfter(undefined, step(variables(before), ...blocks(links)), options);
      const next = step(variables([...before, ...more]), ...blocks(links));
      const { layout } = drawTextAfter(first.layout, next, options);
      for (const [number, line] of layout.lines) {
        if (first.layout.lines.has(number)) expect(line).toBe(first.layout.lines.get(number));
      }
    }),
  );
});
