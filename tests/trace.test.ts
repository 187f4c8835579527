/** Time travel's questions about memory: who wrote a byte, when a variable changed, which line took the last pointer away. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NoSuchStep } from "../src/trace/failures.ts";
import type { Trace } from "../src/trace/trace.ts";
import { opened } from "./support/opened-trace.ts";

const writes = await opened("tests/trace/writes.c");

/** The lines of a file that have this text, from 1; the only one. */
function lineOf(path: string, text: string): number {
  const lines = readFileSync(path, "utf8").split("\n");
  const found = lines.flatMap((line, at) => (line.includes(text) ? [at + 1] : []));
  expect(found, text).toHaveLength(1);
  return found[0]!;
}

/** The first step at the line with this text. */
function at(trace: Trace, text: string): number {
  return trace.move(0, { to: "line", line: lineOf("tests/trace/writes.c", text) });
}

/** The source line that a step is about to run. */
function source(trace: Trace, step: number): string {
  const { place } = trace.picture(step);
  const lines = readFileSync(place?.file ?? "", "utf8").split("\n");
  return lines[(place?.line ?? 0) - 1]!.trim();
}

/** Where a pointer variable leads. */
function target(trace: Trace, step: number, name: string): { block: number; address: number } {
  const picture = trace.picture(step);
  const value = picture.frames[0]?.variables.find((each) => each.name === name)?.value;
  const arrow = value?.kind === "pointer" ? picture.arrows[value.arrow] : undefined;
  if (arrow?.to !== "block") throw new Error(`${name} leads to no block`);
  const block = picture.blocks.find(({ number }) => number === arrow.block);
  return { block: arrow.block, address: (block?.address ?? 0) + arrow.offset };
}

describe("when a variable changed last", () => {
  const { trace } = writes;
  const changed = (from: number, variable: string) =>
    source(trace, trace.move(from, { to: "change", variable }));

  it("through a pointer", () => {
    expect(changed(at(trace, "puts(text)"), "1.x")).toBe("*p = 7;");
  });
  it("not by a write of the value that it has", () => {
    expect(changed(at(trace, "*p = 7"), "1.x")).toBe("int x = 1;");
  });
  it("in a function that was called: a global variable", () => {
    expect(changed(at(trace, "puts(text)"), "global.total")).toBe("*sum += n;");
  });
  it("by a function of the C library", () => {
    expect(changed(at(trace, "free(block)"), "1.text")).toContain("snprintf");
    expect(changed(at(trace, "*p = 7"), "1.text")).toContain("memcpy");
  });
  it("and when it changes next", () => {
    const from = at(trace, "*p = 7");
    const next = trace.move(from, { to: "change", variable: "1.x", direction: 1 });
    expect(next).toBe(from);
  });
  it("not before its call, which gave a parameter its value", () => {
    const second = trace.move(at(trace, "*sum += n"), { to: "line", line: 9 });
    const given = trace.move(second, { to: "change", variable: "2.n" });
    expect(source(trace, given)).toBe("add(&total, i);");
    expect(given).toBeGreaterThan(at(trace, "*sum += n"));
  });
  it("never, when there is none of the name", () => {
    const inAdd = at(trace, "*sum += n");
    expect(() => trace.move(inAdd, { to: "change", variable: "1.nobody" })).toThrow(NoSuchStep);
  });
});

describe("who wrote a byte last", () => {
  const { trace } = writes;
  const end = at(trace, "free(block)");
  const { address } = target(trace, end, "block");
  const writer = (from: number, address: number) =>
    source(trace, trace.move(from, { to: "write", address }));

  it("also a write that changes nothing", () => {
    expect(writer(end, address)).toBe("block[0] = 7;");
    expect(writer(at(trace, "block[0] = 7"), address)).toBe("block[0] = x;");
  });
  it("of another byte of the block", () => {
    expect(writer(end, address + 4)).toBe("block[1] = block[0];");
  });
  it("nobody, before it was allocated", () => {
    const before = at(trace, "int *block");
    expect(() => trace.move(before, { to: "write", address })).toThrow(NoSuchStep);
  });
});

describe("the history of a block", () => {
  it("is told in order, with its lines", () => {
    const { trace } = writes;
    const { events, size, type } = trace.history(1);
    expect({ size, type }).toEqual({ size: 8, type: "int[2]" });
    const told = events.map(({ kind, step }) => `${kind}: ${source(trace, step)}`);
    expect(told).toEqual([
      "allocated: int *block = malloc(2 * sizeof *block);",
      "reached: int *block = malloc(2 * sizeof *block);",
      "written: block[0] = x;",
      "written: block[1] = block[0];",
      "freed: free(block);",
    ]);
  });
});

describe("the line that takes the last pointer away", async () => {
  const path = "tests/trace/losses.c";
  const { trace } = await opened(path);
  const lines = readFileSync(path, "utf8").split("\n");
  /** Blocks by the order of their allocation, each with the line that has to be named. */
  const expected = lines.flatMap((line, at) => {
    const blocks = /\/\/~ loses ([\d ]+)$/.exec(line)?.[1];
    return (blocks?.trim().split(" ") ?? []).map((block) => [Number(block), at + 1] as const);
  });

  it.each(expected)("of block %i is line %i", (block, line) => {
    const lost = trace.history(block).events.filter(({ kind }) => kind === "lost");
    expect(lost.map(({ place }) => place?.line)).toEqual([line]);
  });

  it("is said of every block that is lost, and of no other one", () => {
    const all = Array.from({ length: 12 }, (_, at) => at + 1);
    const lost = all.filter((block) =>
      trace.history(block).events.some(({ kind }) => kind === "lost"),
    );
    expect(lost).toEqual(expected.map(([block]) => block).toSorted((a, b) => a - b));
  });
});

describe("what Rust has moved", async () => {
  const path = "tests/trace/moves.rs";
  const { trace } = await opened(path);
  /** The variables that are moved or dropped when the line with this text is about to run. */
  const gone = (text: string) => {
    const { frames } = trace.picture(trace.move(0, { to: "line", line: lineOf(path, text) }));
    return frames.flatMap(({ variables }) =>
      variables.flatMap(({ name, value }) =>
        value.kind === "text" && value.not === "owned" ? [`${name} ${value.text}`] : [],
      ),
    );
  };

  it("to another variable, and back", () => {
    expect(gone("b = d;")).toEqual(["a moved", "b moved"]);
    expect(gone("let name")).toEqual(["a moved", "d moved"]);
  });
  it("into a Vec and into a field", () => {
    expect(gone("let tail")).toEqual(["a moved", "d moved", "name moved"]);
    expect(gone("let n = take(c)")).toEqual(["a moved", "d moved", "name moved", "tail moved"]);
  });
  it("into a function", () => {
    expect(gone("in take")).toContain("c moved");
    expect(gone("in take")).not.toContain("given moved");
  });
  it("and dropped, by hand or where it was moved to", () => {
    const atEnd = gone("at the end");
    expect(atEnd).toContain("b dropped");
    expect(atEnd).toContain("c dropped");
  });
  it("and says nothing where a raw pointer makes two owners", async () => {
    const twice = await opened("examples/rust/double_free.rs");
    const before = twice.trace.move(1, { to: "finding", finding: 1 });
    for (const step of [before - 1, before]) {
      expect(JSON.stringify(twice.trace.picture(step))).not.toContain("owned");
    }
  });
  it("out of a Vec", () => {
    const { frames } = trace.picture(
      trace.move(0, { to: "line", line: lineOf(path, "at the end") }),
    );
    const last = frames[0]?.variables.find(({ name }) => name === "last");
    expect(JSON.stringify(last?.value)).toContain("Ada");
  });
});

describe("a struct with a flexible array member", async () => {
  const path = "tests/trace/flexible.c";
  const { trace } = await opened(path);

  it("goes on to the end of its block", () => {
    const { blocks } = trace.picture(trace.move(0, { to: "line", line: lineOf(path, "// here") }));
    const ends = blocks.map(({ type, value }) => {
      const last = value.kind === "members" ? value.members.at(-1)?.value : undefined;
      return last?.kind === "elements" ? `${type} ${last.count} ${last.text ?? ""}` : type;
    });
    expect(ends).toEqual(['struct packet 4 "abc"', "struct row 3 ", "struct packet 0 "]);
  });
});
