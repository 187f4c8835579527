import { expect, it } from "vitest";
import { layOutFiles } from "./virtual-files.ts";

const contents = Buffer.from("int x;");
const file = (identity: string, ...names: string[]) => ({ identity, contents, names });

it("gives every spelling of a file the same neutral path", () => {
  const files = layOutFiles([
    file("1", "../src/list.c"),
    file("2", "../src/../x.h", "/home/u/x.h"),
    file("3", "x.h"),
  ]);
  expect(files.neutralPath("../src/list.c")).toBe("/redzone/0/list.c");
  expect(files.neutralPath("../x.h")).toBe("/redzone/1/x.h");
  expect(files.neutralPath("/home/u/x.h")).toBe("/redzone/1/x.h");
  expect(files.neutralPath("./x.h")).toBe("/redzone/2/x.h");
  expect(files.neutralPath("../../x.h")).toBeUndefined();
});

it("holds the files and nothing else", () => {
  const { tree } = layOutFiles([file("1", "a/list.c")]);
  expect(tree).toEqual({
    redzone: { 0: { "list.c": contents }, "overlay.json": expect.any(String) },
  });
});
