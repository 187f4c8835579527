import { expect, it } from "vitest";
import { readFrameDescription } from "./frame-header.ts";

it("tells where each local lies", () => {
  expect(readFrameDescription("3 32 8 5 buf:7 64 4 6 key:12 96 16 4 list")).toEqual([
    { offset: 32, size: 8, name: "buf", line: 7 },
    { offset: 64, size: 4, name: "key", line: 12 },
    { offset: 96, size: 16, name: "list" },
  ]);
  expect(readFrameDescription("0 ")).toEqual([]);
});

it("goes by a name's length: names may hold spaces, colons and digits", () => {
  const [lambda] = readFrameDescription("1 32 4 12 a b:c 1:x:99") ?? [];
  expect(lambda).toEqual({ offset: 32, size: 4, name: "a b:c 1:x", line: 99 });
});

it.each(["", "x", "2 32 8 3 buf", "1 32 8 buf", "1 32"])("is not %j", (text) => {
  expect(readFrameDescription(text)).toBeUndefined();
});
