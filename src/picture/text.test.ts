import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { markChanges } from "./changes.ts";
import { widthOf } from "./columns.ts";
import type { Picture, PictureValue } from "./model.ts";
import {
  array,
  block,
  changed,
  dangling,
  frame,
  freed,
  lead,
  nothing,
  picture,
  standard,
  string,
  struct,
  to,
  tuple,
  variable,
} from "./picture.fixture.ts";
import { pictures } from "./pictures.fixture.ts";
import { drawText, type TextOptions } from "./text.ts";

function draw(more: Partial<Picture>, options: Partial<TextOptions> = {}): string {
  const usual = { columns: 80, charset: "unicode", color: false } as const;
  return `\n${drawText(picture(more), { ...usual, ...options })}`;
}

const node = (number: number, value: string | number, next: PictureValue) =>
  block(number, "struct node", struct({ value, next }));
const list = [node(1, 10, nothing()), node(2, 20, to(1)), node(3, 30, to(2))];

test("before malloc, after it, and after free", () => {
  const before = { frames: [frame(1, "main", { n: 3, p: lead({ to: "undefined" }) }, 4)] };
  expect(draw(before)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main (list.c:4) ─────┐       no blocks
    │ n  3                 │
    │ p  ?                 │
    └──────────────────────┘
    "
  `);
  const after = {
    frames: [frame(1, "main", { n: 3, p: changed(to(1)) }, 5)],
    blocks: [block(1, "int[3]", array(["?", "?", "?"]), { changed: "allocated" })],
  };
  expect(draw(after)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main (list.c:5) ─────┐
    │ n  3                 │       int[3]
    │*p  ●─────────────────┼─────▶ *#1 [?│?│?]
    └──────────────────────┘
    "
  `);
  const end = {
    frames: [frame(1, "main", { n: 3, p: dangling(1) }, 7)],
    blocks: [freed(1, "int[3]", array([1, 2, 3]))],
  };
  expect(draw(end)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main (list.c:7) ─────┐
    │ n  3                 │       int[3]
    │ p  ●╳────────────────┼─────▶ #1 freed ┊1┊2┊3┊
    └──────────────────────┘
    "
  `);
});

test("a list, the call that makes its next node, and globals", () => {
  const more = {
    frames: [
      frame(2, "push", { list: to(3), value: 40, node: to(4) }, 8),
      frame(1, "main", { n: 3, list: to(3), tail: to(1) }, 20),
    ],
    globals: [variable("global.total", 3), variable("global.name", string('"Ann"'))],
    blocks: [
      ...list,
      block(4, "struct node", struct({ value: "?", next: lead({ to: "undefined" }) }), {
        changed: "allocated",
      }),
    ],
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Globals                        Heap
    ┌──────────────────────┐
    │ total  3             │
    │ name   "Ann"         │
    └──────────────────────┘
    Stack
    ┌ main (list.c:20) ────┐
    │ n     3              │       struct node [value|next]
    │ list  ●──────────────┼────┬▶ #3 [30│●]─▶ #2 [20│●]─▶ #1 [10│∅]
    │ tail  ●▶#1           │    │
    ├ push (list.c:8) ─────┤    │
    │ list   ●─────────────┼────┘
    │ value  40            │       struct node [value|next]
    │ node   ●─────────────┼─────▶ *#4 [?│?]
    └──────────────────────┘
    "
  `);
  expect(draw(more, { charset: "ascii" })).toMatchInlineSnapshot(`
    "
    Globals                        Heap
    +----------------------+
    | total  3             |
    | name   "Ann"         |
    +----------------------+
    Stack
    + main (list.c:20) ----+
    | n     3              |       struct node [value|next]
    | list  o--------------+----+> #3 [30|o]-> #2 [20|o]-> #1 [10|null]
    | tail  o>#1           |    |
    + push (list.c:8) -----+    |
    | list   o-------------+----+
    | value  40            |       struct node [value|next]
    | node   o-------------+-----> *#4 [?|?]
    +----------------------+
    "
  `);
  expect(draw(more, { columns: 40 })).toMatchInlineSnapshot(`
    "
    Globals
    ┌──────────────────────┐
    │ total  3             │
    │ name   "Ann"         │
    └──────────────────────┘
    Stack
    ┌ main (list.c:20) ────┐
    │ n     3              │
    │ list  ●▶#3           │
    │ tail  ●▶#1           │
    ├ push (list.c:8) ─────┤
    │ list   ●▶#3          │
    │ value  40            │
    │ node   ●▶#4          │
    └──────────────────────┘

    Heap
    struct node [value|next]
    #3 [30│●]─▶ #2 [20│●]─▶ #1 [10│∅]
    *#4 [?│?]
    "
  `);
  expect(draw(more, { columns: 120 })).toMatchInlineSnapshot(`
    "
    Globals                        Heap
    ┌──────────────────────┐
    │ total  3             │
    │ name   "Ann"         │
    └──────────────────────┘
    Stack
    ┌ main (list.c:20) ────┐
    │ n     3              │       struct node [value|next]
    │ list  ●──────────────┼────┬▶ #3 [30│●]─▶ #2 [20│●]─▶ #1 [10│∅]
    │ tail  ●▶#1           │    │
    ├ push (list.c:8) ─────┤    │
    │ list   ●─────────────┼────┘
    │ value  40            │       struct node [value|next]
    │ node   ●─────────────┼─────▶ *#4 [?│?]
    └──────────────────────┘
    "
  `);
});

test("a doubly linked list, and one that ends where it begins", () => {
  const item = (number: number, prev: PictureValue, value: number, next: PictureValue) =>
    block(number, "struct item", struct({ prev, value, next }));
  const double = {
    frames: [frame(1, "main", { head: to(1), tail: to(3) })],
    blocks: [
      item(1, nothing(), 10, to(2)),
      item(2, to(1), 20, to(3)),
      item(3, to(2), 30, nothing()),
    ],
  };
  expect(draw(double)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct item [prev|value|next]
    │ head  ●──────────────┼─────▶ #1 [∅│10│●]◀▶ #2 [●│20│●]◀▶ #3 [●│30│∅]
    │ tail  ●▶#3           │
    └──────────────────────┘
    "
  `);
  const ring = {
    frames: [frame(1, "main", { ring: to(1) })],
    blocks: [node(1, 10, to(2)), node(2, 20, to(3)), node(3, 30, to(1)), node(4, 0, to(4))],
  };
  expect(draw(ring)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ ring  ●──────────────┼─────▶ #1 [10│●]─▶ #2 [20│●]─▶ #3 [30│●▶#1]
    └──────────────────────┘       #4 [0│●▶#4]
    "
  `);
});

test("a tree branches, a list that is too long goes on below", () => {
  const fork = (number: number, key: number, left: PictureValue, right: PictureValue) =>
    block(number, "struct tree", struct({ key, left, right }));
  const tree = {
    frames: [frame(1, "main", { root: to(1), found: to(5) })],
    blocks: [
      fork(1, 50, to(2), to(3)),
      fork(2, 30, to(4), to(5)),
      fork(3, 70, nothing(), to(6)),
      fork(4, 20, nothing(), nothing()),
      fork(5, 40, nothing(), nothing()),
      fork(6, 80, nothing(), nothing()),
    ],
  };
  expect(draw(tree)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct tree [key|left|right]
    │ root   ●─────────────┼─────▶ #1 [50│●│●]─┬─▶ #2 [30│●│●]─┬─▶ #4 [20│∅│∅]
    │ found  ●▶#5          │                   │               └─▶ #5 [40│∅│∅]
    └──────────────────────┘                   └─▶ #3 [70│∅│●]─▶ #6 [80│∅│∅]
    "
  `);
  const long = {
    frames: [frame(1, "main", { list: to(1) })],
    blocks: Array.from({ length: 10 }, (_, i) =>
      node(i + 1, i, i === 9 ? lead({ to: "more", more: 0 }) : to(i + 2)),
    ),
    moreBlocks: [
      { count: 9990, bytes: 159_840, type: "struct node", state: "live", held: "reachable" },
      { count: 3, bytes: 48, state: "live", held: "lost" },
      { count: 1, bytes: 1, state: "freed" },
    ],
  } as const;
  expect(draw(long)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │ list  ●──────────────┼─────▶ #1 [0│●]─▶ #2 [1│●]─▶ #3 [2│●]─▶ #4 [3│●▶#5]
    └──────────────────────┘       #5 [4│●]─▶ #6 [5│●]─▶ #7 [6│●]─▶ #8 [7│●▶#9]
                                   #9 [8│●]─▶ #10 [9│●▶…]
                                   … 9,990 more blocks of struct node
                                   … 3 more lost blocks, 48 bytes
                                   … 1 more freed block, 1 byte
    "
  `);
});

test("pointers to strings, a wide one among them", () => {
  const more = {
    frames: [frame(1, "main", { words: to(1), n: 3 })],
    blocks: [
      block(1, "char *[3]", array([to(2), to(3), to(4)])),
      block(2, "char[6]", string('"hello"')),
      block(3, "char[10]", string('"日本語"')),
      block(4, "char[4]", string('"e\u0301\u001b["')),
    ],
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       char *[3]
    │ words  ●─────────────┼─────▶ #1 [●│●│●]─┬─▶ #2 ["hello"]
    │ n      3             │                  ├─▶ #3 ["日本語"]
    └──────────────────────┘                  └─▶ #4 ["é�["]
    "
  `);
  expect(draw(more, { charset: "ascii" })).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    + main ----------------+       char *[3]
    | words  o-------------+-----> #1 [o|o|o]-+-> #2 ["hello"]
    | n      3             |                  +-> #3 ["\\u{65e5}\\u{672c}\\u{8a9e}"]
    +----------------------+                  +-> #4 ["e\\u{301}\\u{fffd}["]
    "
  `);
});

test("Rust: a Vec that grows, Rc with two owners, variants", () => {
  const vec = (ptr: PictureValue, len: number, cap: number) => struct({ ptr, len, cap });
  const grown = {
    frames: [frame(1, "main", { v: changed(vec(to(2), 3, 4)) })],
    blocks: [
      freed(1, "i32[2]", array([1, 2])),
      block(2, "i32[4]", array([1, 2, 3, "?"]), { changed: "allocated" }),
    ],
  };
  expect(draw(grown)).toMatchInlineSnapshot(`
    "
    Stack                             Heap
    ┌ main ───────────────────┐       i32[4]
    │*v  ptr ● len 3 cap 4 ───┼─────▶ *#2 [1│2│3│?]
    └─────────────────────────┘
                                      i32[2]
                                      #1 freed ┊1┊2┊
    "
  `);
  const owners = {
    frames: [frame(1, "main", { a: to(1), b: to(1), c: tuple("Some", to(2)), d: tuple("None") })],
    blocks: [
      block(1, "RcBox<i32>", struct({ strong: 2, weak: 1, value: 7 })),
      block(2, "List", tuple("Cons", 1, to(3))),
      block(3, "List", tuple("Nil")),
    ],
  };
  expect(draw(owners)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       RcBox<i32> [strong|weak|value]
    │ a  ●─────────────────┼────┬▶ #1 [2│1│7]
    │ b  ●─────────────────┼────┘
    │ c  Some(●) ──────────┼────┐  List
    │ d  None              │    └▶ #2 [Cons(1, ●)]─▶ #3 [Nil]
    └──────────────────────┘
    "
  `);
  const names = {
    frames: [frame(1, "main", { names: vec(to(1), 2, 3) })],
    blocks: [
      block(1, "String[3]", array([vec(to(2), 5, 8), vec(to(3), 5, 5), "?"])),
      block(2, "u8[8]", string('"hello"')),
      block(3, "u8[5]", string('"world"')),
    ],
  };
  expect(draw(names)).toMatchInlineSnapshot(`
    "
    Stack                                 Heap
    ┌ main ───────────────────────┐       ┌ #1 String[3] ─────────────┐
    │ names  ptr ● len 2 cap 3 ───┼─────▶ │ [0]  ptr ●▶#2 len 5 cap 8 │
    └─────────────────────────────┘       │ [1]  ptr ●▶#3 len 5 cap 5 │
                                          │ [2]  ?                    │
                                          └───────────────────────────┘
                                          u8[8]
                                          #2 ["hello"]
                                          u8[5]
                                          #3 ["world"]
    "
  `);
});

test("types of the library's, opened, and what has changed in them", () => {
  const vector = (room: number) =>
    standard(
      struct({ ptr: to(1), len: 1, cap: room }),
      struct({ buf: struct({ ptr: to(1), cap: room }), len: 1 }),
    );
  const counter = standard(tuple(undefined, 7), struct({ value: 7 }));
  const at = (room: number) =>
    picture({
      frames: [frame(1, "main", { v: vector(room) }, 4)],
      blocks: [block(1, "Cell[1]", array([counter]))],
    });
  expect(draw(markChanges(at(4), at(2)))).toMatchInlineSnapshot(`
    "
    Stack                            Heap
    ┌ main (list.c:4) ───────┐
    │ v                      │       Cell[1]
    │   buf  ptr ● cap *4 ───┼─────▶ #1 [{value 7}]
    │   len  1               │
    └────────────────────────┘
    "
  `);
});

test("a structure of many fields is a box", () => {
  const fields = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`option_${i}`, 7 * i]));
  const more = {
    frames: [frame(1, "main", { config: to(1) })],
    blocks: [
      block(
        1,
        "struct config",
        struct({
          name: to(2),
          size: struct({ x: 1, y: 2 }),
          ...fields,
          old: dangling(3),
          next: nothing(),
        }),
      ),
      block(2, "char[4]", string('"abc"')),
      freed(3, "struct config", struct({ name: "?", ...fields })),
    ],
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       ┌ #1 struct config ──┐
    │ config  ●────────────┼─────▶ │ name       ●───────┼──▶ #2 ["abc"]
    └──────────────────────┘       │ size       x 1 y 2 │
                                   │ option_0   0       │
                                   │ option_1   7       │
                                   │ option_2   14      │
                                   │ option_3   21      │
                                   │ option_4   28      │
                                   │ option_5   35      │
                                   │ option_6   42      │
                                   │ option_7   49      │
                                   │ option_8   56      │
                                   │ option_9   63      │
                                   │ option_10  70      │
                                   │ option_11  77      │
                                   │ option_12  84      │
                                   │ option_13  91      │
                                   │ option_14  98      │
                                   │ option_15  105     │
                                   │ old        ●╳▶#3   │
                                   │ next       ∅       │
                                   └────────────────────┘
                                   ┌ #3 freed struct config ╌┐
                                   ┊ name       ?            ┊
                                   ┊ option_0   0            ┊
                                   ┊ option_1   7            ┊
                                   ┊ option_2   14           ┊
                                   ┊ option_3   21           ┊
                                   ┊ option_4   28           ┊
                                   ┊ option_5   35           ┊
                                   ┊ option_6   42           ┊
                                   ┊ option_7   49           ┊
                                   ┊ option_8   56           ┊
                                   ┊ option_9   63           ┊
                                   ┊ option_10  70           ┊
                                   ┊ option_11  77           ┊
                                   ┊ option_12  84           ┊
                                   ┊ option_13  91           ┊
                                   ┊ option_14  98           ┊
                                   ┊ option_15  105          ┊
                                   └╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘
    "
  `);
});

test("several pointers in one variable or field have a line each", () => {
  const buckets = array([nothing(), to(4), nothing(), to(5)], 64);
  const more = {
    frames: [
      frame(1, "main", { queue: struct({ first: to(1), last: to(2), count: 2 }), table: to(3) }),
    ],
    blocks: [
      node(1, 10, to(2)),
      node(2, 20, nothing()),
      block(3, "struct table", struct({ buckets, count: 2, seed: 7 })),
      node(4, 30, nothing()),
      node(5, 40, nothing()),
    ],
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐
    │ queue                │       struct node [value|next]
    │   first  ●───────────┼─────▶ #1 [10│●]─▶ #2 [20│∅]
    │   last   ●▶#2        │
    │   count  2           │       struct table [buckets|count|seed]    struct node…
    │ table  ●─────────────┼─────▶ #3 [[∅, ●, ∅, ●, … 60 more]│2│7]─┬─▶ #4 [30│∅]
    └──────────────────────┘                                        └─▶ #5 [40│∅]
    "
  `);
});

test("a grid has a line for each row, and nothing is left out where only one element would be", () => {
  const row = (...numbers: number[]) => array(numbers);
  const rows = [row(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), row(0, 1, 0, 0, 0, 0, 0, 0, 0, 0)];
  const more = {
    frames: [frame(1, "main", { grid: array(rows), ends: array([to(1), nothing(), to(2)]) })],
    blocks: list.slice(0, 2),
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Stack                                   Heap
    ┌ main ─────────────────────────┐
    │ grid                          │
    │   [0]  [1, 0, 0, 0, … 6 more] │
    │   [1]  [0, 1, 0, 0, … 6 more] │
    │ ends                          │
    │   [0]  ●▶#1                   │
    │   [1]  ∅                      │       struct node [value|next]
    │   [2]  ●──────────────────────┼─────▶ #2 [20│●]─▶ #1 [10│∅]
    └───────────────────────────────┘
    "
  `);
});

test("elements that are wider than any line are opened, too", () => {
  const fields = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`field_${i}`, 1000 + i]));
  const wide = array([struct(fields), struct(fields)]);
  const drawn = draw({
    frames: [frame(1, "main", { all: wide })],
    blocks: [block(1, "struct wide[2]", wide)],
  });
  expect(drawn).not.toContain("[… 2 more]");
  expect(drawn.match(/field_0 +1000/g)).toHaveLength(3);
});

test("where pointers lead that lead to no block", () => {
  const more = {
    frames: [
      frame(2, "f", {
        outer: lead({ to: "variable", variable: "1.x", offset: 0 }),
        own: lead({ to: "variable", variable: "2.outer", offset: 0 }),
      }),
      frame(1, "main", {
        x: 1,
        all: lead({ to: "variable", variable: "global.all", offset: 4 }),
        end: to(1, 16, "outside"),
        far: to(1, 24, "outside"),
        before: to(1, -4, "outside"),
        third: to(1, 8),
        compare: lead({ to: "function", name: "compare" }),
        text: lead({ to: "constant", text: '"hi"', address: 1024 }),
        data: lead({ to: "constant", address: 1024 }),
        gone: lead({ to: "dead frame", address: 4096, variable: "buffer" }),
        dead: lead({ to: "dead frame", address: 4096 }),
        wild: lead({ to: "elsewhere", address: 0xdeadbeef }),
      }),
    ],
    globals: [variable("global.all", array([1, 2, 3]))],
    blocks: [block(1, "int[4]", array([1, 2, 3, 4]))],
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Globals                            Heap
    ┌──────────────────────────┐
    │ all  [1, 2, 3]           │
    └──────────────────────────┘
    Stack
    ┌ main ────────────────────┐
    │ x        1               │
    │ all      ●▶all+4         │
    │ end      ●▶#1 end        │
    │ far      ●▶#1+24 outside │
    │ before   ●▶#1-4 outside  │       int[4]
    │ third    ●[2]────────────┼─────▶ #1 [1│2│3│4]
    │ compare  ●▶compare()     │
    │ text     ●▶"hi"          │
    │ data     ●▶constant      │
    │ gone     ●╳▶buffer gone  │
    │ dead     ●╳▶dead frame   │
    │ wild     ●▶0xdeadbeef    │
    ├ f ───────────────────────┤
    │ outer  ●▶main.x          │
    │ own    ●▶outer           │
    └──────────────────────────┘
    "
  `);
  expect(draw(more, { charset: "ascii" })).toMatchInlineSnapshot(`
    "
    Globals                            Heap
    +--------------------------+
    | all  [1, 2, 3]           |
    +--------------------------+
    Stack
    + main --------------------+
    | x        1               |
    | all      o>all+4         |
    | end      o>#1 end        |
    | far      o>#1+24 outside |
    | before   o>#1-4 outside  |       int[4]
    | third    o[2]------------+-----> #1 [1|2|3|4]
    | compare  o>compare()     |
    | text     o>"hi"          |
    | data     o>constant      |
    | gone     ox>buffer gone  |
    | dead     ox>dead frame   |
    | wild     o>0xdeadbeef    |
    + f -----------------------+
    | outer  o>main.x          |
    | own    o>outer           |
    +--------------------------+
    "
  `);
});

test("lost blocks say so, and what was written is marked", () => {
  const more = {
    frames: [frame(1, "main", { p: changed(to(3)) })],
    blocks: [
      block(1, "struct node", struct({ value: 1, next: to(2) }), { held: "lost" }),
      block(2, "struct node", struct({ value: 2, next: nothing() }), { held: "indirect" }),
      block(3, "struct node", struct({ value: changed(3), next: to(2) }), { changed: "written" }),
      block(4, undefined, array(["?", "?"]), { held: "possible", size: 2 }),
    ],
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       struct node [value|next]
    │*p  ●─────────────────┼─────▶ #3 [*3│●]─▶ #2 lost [2│∅]
    └──────────────────────┘       #1 lost [1│●▶#2]

                                   2 bytes
                                   #4 possibly lost [?│?]
    "
  `);
});

test("colours say nothing that the characters do not say", () => {
  const more = {
    frames: [frame(1, "main", { p: changed(dangling(1)) })],
    blocks: [freed(1, "int", 5)],
  };
  const plain = draw(more);
  const colored = draw(more, { color: true });
  expect(colored).not.toBe(plain);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(plain);
});

test("a deep recursion, and frames that have to make room", () => {
  const fib = (number: number) => frame(number, "fib", { n: 50 - number, a: "?" }, 3);
  const frames = [50, 49, 48].map(fib);
  expect(draw({ frames: [...frames, frame(1, "main", { n: 48 }, 9)] })).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main (list.c:9) ─────┐       no blocks
    │ n  48                │
    │ … 46 more calls      │
    ├ fib (list.c:3) ──────┤
    │ n  2                 │
    │ a  ?                 │
    ├ fib (list.c:3) ──────┤
    │ n  1                 │
    │ a  ?                 │
    ├ fib (list.c:3) ──────┤
    │ n  0                 │
    │ a  ?                 │
    └──────────────────────┘
    "
  `);
  expect(draw({ frames, moreFrames: 47 }, { height: 8 })).toMatchInlineSnapshot(`
    "
    Stack                          Heap
      … 47 more calls              no blocks
    ┌ fib (list.c:3) ──────┐
    ├ fib (list.c:3) ──────┤
    ├ fib (list.c:3) ──────┤
    │ n  0                 │
    │ a  ?                 │
    └──────────────────────┘
    "
  `);
  expect(
    draw({ frames: Array.from({ length: 40 }, (_, i) => fib(40 - i)) }, { height: 8 }),
  ).toMatchInlineSnapshot(`
    "
    Stack                          Heap
      … 37 more calls              no blocks
    ┌ fib (list.c:3) ──────┐
    ├ fib (list.c:3) ──────┤
    ├ fib (list.c:3) ──────┤
    │ n  10                │
    │ a  ?                 │
    └──────────────────────┘
    "
  `);
});

test("long arrays and long names are cut to the page", () => {
  const hundred = array(
    Array.from({ length: 100 }, (_, i) => i),
    1000,
  );
  const more = {
    frames: [
      frame(
        1,
        "std::vector<int, std::allocator<int>>::push_back(int const&)",
        {
          a_name_that_is_very_long: "a value that is very long as well",
          b: hundred,
          s: string(`"${"x".repeat(100)}"`),
          points: array(
            [1, 2, 3].map((x) => struct({ x, y: 2 * x, name: string('"corner"') })),
            30,
          ),
        },
        7,
      ),
    ],
    blocks: [
      block(1, "int[1000]", hundred, { size: 4000 }),
      block(
        2,
        "struct point[30]",
        array(
          [1, 2, 3].map((x) => struct({ x, y: 2 * x, name: string('"corner"') })),
          30,
        ),
      ),
    ],
  };
  expect(draw(more)).toMatchInlineSnapshot(`
    "
    Stack                                    Heap
    ┌ std::vector<int, std::alloca… ─┐       int[1000]
    │ a_name_that_is…  a value that… │       #1 [0│1│2│3│4│5│6│7│8│9│10│… 989 more]
    │ b                [… 1,000 mo…] │
    │ s                "xxxxxxxxxx…" │       ┌ #2 struct point[30] ───────┐
    │ points                         │       │ [0]  x 1 y 2 name "corner" │
    │   [0]  x 1 y 2 name "corner"   │       │ [1]  x 2 y 4 name "corner" │
    │   [1]  x 2 y 4 name "corner"   │       │ [2]  x 3 y 6 name "corner" │
    │   [2]  x 3 y 6 name "corner"   │       │ … 27 more                  │
    │   … 27 more                    │       └────────────────────────────┘
    └────────────────────────────────┘
    "
  `);
});

test("more blocks than a page has lines are counted", () => {
  const more = {
    frames: [frame(1, "main", { first: to(1), second: to(2), third: to(3) })],
    blocks: Array.from({ length: 20 }, (_, i) => block(i + 1, "int", i)),
  };
  expect(draw(more, { height: 12 })).toMatchInlineSnapshot(`
    "
    Stack                          Heap
    ┌ main ────────────────┐       int
    │ first   ●────────────┼─────▶ #1 [0]
    │ second  ●────────────┼─────▶ #2 [1]
    │ third   ●────────────┼─────▶ #3 [2]
    └──────────────────────┘       #4 [3]
                                   #5 [4]
                                   #6 [5]
                                   #7 [6]
                                   #8 [7]
                                   #9 [8]
                                   … 11 more blocks
    "
  `);
});

test("the pictures of docs/pictures.md are true", () => {
  const page = readFileSync(new URL("../../docs/pictures.md", import.meta.url), "utf8");
  const pushing = {
    frames: [
      frame(2, "push", { head: to(3), value: 40, n: to(4) }, 16),
      frame(1, "main", { list: to(3), tail: to(1) }, 40),
    ],
    blocks: [
      ...list,
      block(4, "struct node", struct({ value: "?", next: lead({ to: "undefined" }) }), {
        changed: "allocated",
      }),
    ],
  };
  expect(page).toContain(`\`\`\`${draw(pushing)}\`\`\``);
  const dangles = {
    frames: [frame(1, "main", { list: dangling(3), n: to(2), end: to(5, 12, "outside") }, 31)],
    blocks: [
      ...list.slice(0, 2),
      freed(3, "struct node", struct({ value: 30, next: to(2) })),
      block(4, "char[6]", string('"Grace"'), { held: "lost" }),
      block(5, "int[3]", array([1, 2, 3]), { size: 12 }),
    ],
  };
  expect(page).toContain(`\`\`\`${draw(dangles)}\`\`\``);
});

test("every block is there or counted, and no line is wider than the page", () => {
  fc.assert(
    fc.property(
      pictures,
      fc.constantFrom(20, 40, 60, 80, 120),
      fc.constantFrom("unicode", "ascii"),
      fc.constantFrom(10, 24, 200),
      (each, columns, charset, height) => {
        const text = drawText(each, { columns, charset, color: false, height });
        const lines = text.split("\n");
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
        expect(lines.length - 1).toBeLessThanOrEqual(height);
        if (charset === "ascii") expect(text).toMatch(/^[\n\x20-\x7e]*$/);
        // Where even headings have no room nothing is counted any more.
        if (lines.at(-2)?.trim() === (charset === "ascii" ? "..." : "…")) return;
        const cut = Number(/(\d+) more blocks?$/m.exec(text)?.[1] ?? 0);
        const headed = each.blocks.filter(({ number }) =>
          new RegExp(`(^|[^>▶])#${number}\\b`, "m").test(text),
        );
        expect(headed.length).toBe(each.blocks.length - cut);
      },
    ),
  );
});
