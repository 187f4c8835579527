import { expect, test } from "vitest";
import { languageOf } from "./languages.ts";

test.each([
  ["list.c", "c"],
  ["src.old/list.cc", "c++"],
  ["list.cpp", "c++"],
  ["list.cxx", "c++"],
  ["list.C", "c++"],
  ["list.h", undefined],
  ["list.wasm", undefined],
  ["list.constructor", undefined],
  ["c", undefined],
])("%s: %s", (path, language) => {
  expect(languageOf(path)).toBe(language);
});
