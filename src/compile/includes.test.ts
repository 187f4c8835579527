import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { gatherSources, type SourceRequest } from "./includes.ts";

/** A machine with these files, the working folder being /work. */
function gather(files: Record<string, string>, request: Partial<SourceRequest> = {}) {
  const found = gatherSources(
    {
      sources: ["main.c"],
      preincluded: [],
      search: { quoted: [], everywhere: [] },
      ...request,
    },
    {
      read(path) {
        const identity = posix.resolve("/work", path);
        const text = files[identity];
        return text === undefined ? undefined : { identity, contents: Buffer.from(text) };
      },
    },
  );
  return found.map((file) => file.names.join(" = "));
}

describe("gatherSources", () => {
  it("follows quoted includes, several levels deep, from each includer's folder", () => {
    const files = {
      "/work/main.c": '#include <stdio.h>\n#include "a/a.h"\n',
      "/work/a/a.h": '  #  include "b/b.h" // next\n',
      "/work/a/b/b.h": '#include "../../top.h"\n',
      "/work/top.h": "",
      "/work/unused.h": "",
    };
    expect(gather(files)).toEqual(["main.c", "a/a.h", "a/b/b.h", "a/b/../../top.h"]);
  });

  it("ends on a cycle", () => {
    const files = {
      "/work/main.c": '#include "x.h"',
      "/work/x.h": '#include "y.h"',
      "/work/y.h": '#include "x.h"\n#include "main.c"\n#include "sub/../x.h"',
    };
    expect(gather(files)).toEqual(["main.c", "x.h", "y.h"]);
  });

  it("leaves the working folder", () => {
    const files = {
      "/src/main.c": '#include "../work/x.h"\n#include "/abs/z.h"',
      "/work/x.h": "",
      "/abs/z.h": '#include "w.h"',
      "/abs/w.h": "",
    };
    expect(gather(files, { sources: ["../src/main.c"] })).toEqual([
      "../src/main.c",
      "../src/../work/x.h",
      "/abs/z.h",
      "/abs/w.h",
    ]);
  });

  it("tells apart files that differ only by ..", () => {
    const files = {
      "/work/src/main.c": '#include "config.h"\n#include "../config.h"',
      "/work/src/config.h": "int inner;",
      "/work/config.h": "int outer;",
    };
    expect(gather(files, { sources: ["src/main.c"] })).toEqual([
      "src/main.c",
      "src/config.h",
      "src/../config.h",
    ]);
  });

  it("looks for <…> in the search folders only and for quotes in all of them", () => {
    const files = {
      "/work/main.c": '#include <lib.h>\n#include "q.h"\n',
      "/work/lib.h": "not for <>",
      "/work/inc/lib.h": '#include "beside.h"',
      "/work/inc/beside.h": "",
      "/work/quotes/q.h": "",
      "/work/quotes/lib.h": "not for <>",
    };
    const search = { quoted: ["quotes"], everywhere: ["inc", "."] };
    expect(gather(files, { search })).toEqual([
      "main.c",
      "inc/lib.h",
      "./lib.h",
      "quotes/q.h",
      "inc/beside.h",
    ]);
  });

  it("keeps every candidate: which of them clang takes is clang's matter", () => {
    const files = { "/work/main.c": '#include "x.h"', "/work/x.h": "", "/work/inc/x.h": "" };
    const search = { quoted: [], everywhere: ["inc/"] };
    expect(gather(files, { search })).toEqual(["main.c", "x.h", "inc/x.h"]);
  });

  it.each([
    ['#define HEADER "x.h"\n#include HEADER', "a macro's name"],
    ['#if __has_include("x.h")\n#endif', "a question"],
    ['const char data[] = {\n#embed "x.h"\n};', "#embed"],
    ['#inc\\\nlude "x.h"', "a continued line"],
    ['#import "x.h"', "#import"],
    ['%:include "x.h"', "a digraph"],
  ])("finds %j: %s", (text) => {
    expect(gather({ "/work/main.c": text, "/work/x.h": "" })).toEqual(["main.c", "x.h"]);
  });

  it("has nothing to say about headers and sources that are not there", () => {
    expect(gather({ "/work/main.c": '#include "missing.h"' })).toEqual(["main.c"]);
    expect(gather({})).toEqual([]);
  });

  it("gives one file under each of its names", () => {
    const names = gatherSources(
      {
        sources: ["a.c", "link.c"],
        preincluded: ["pre.h"],
        search: { quoted: [], everywhere: [] },
      },
      { read: (path) => ({ identity: path.endsWith(".c") ? "one" : path, contents: Buffer.of() }) },
    ).map((file) => file.names);
    expect(names).toEqual([["a.c", "link.c"], ["pre.h"]]);
  });
});
