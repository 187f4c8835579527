import { describe, expect, it, test } from "vitest";
import type { CodeOffset } from "../../bytes/brand.ts";
import type { ErrorFacts, LeakFacts, LeakKind, RunFacts } from "../../runtime/facts.ts";
import { describeRun } from "../describe.ts";
import { addr, block, clean, stack, symbols, usual } from "../report.fixture.ts";
import { renderText } from "../text.ts";
import { BUILT_IN, builtInSuppressions } from "./built-in.ts";
import { parseSuppressions } from "./format.ts";
import { Suppressor } from "./suppressor.ts";

const condition = (where: string, count = 1): ErrorFacts => ({
  kind: "UninitCondition",
  count,
  stack: stack(where),
});
const leak = (kind: LeakKind, bytes: number, where: string): LeakFacts => ({
  kind,
  bytes,
  blocks: 1,
  indirectBytes: 0,
  indirectBlocks: 0,
  stack: stack(where),
});
const inUse = { allocs: 1, frees: 0, bytes: 1, liveBytes: 1, liveBlocks: 1 };

function reportOf(facts: Partial<RunFacts>, file = "", generate = false) {
  const suppressions = parseSuppressions(file);
  return describeRun({ ...clean, ...facts }, symbols, {
    program: "list.c",
    errorsForLeakKinds: ["definite", "possible"],
    suppressor: new Suppressor({ object: "list.c", suppressions, generate }, symbols),
  });
}
const entry = (...lines: readonly string[]) => `{\nname\n${lines.join("\n")}\n}\n`;

describe("what is suppressed", () => {
  const lost = {
    errors: [condition("grow:3:1 main:5:8", 3), condition("main:7:1")],
    leaks: [
      leak("definite", 20, "malloc! main:4:12 __main_void _start"),
      leak("definite", 5, "malloc! grow:4:12 main:9:1 __main_void _start"),
      leak("reachable", 7, "malloc! grow:4:12 main:9:1 __main_void _start"),
    ],
    allocations: [{ ...inUse, stack: stack("malloc! main:4:12") }],
  };
  const grow = entry("Memcheck:Cond", "fun:grow") + entry("Memcheck:Leak", "...", "fun:grow");

  it("is counted and not listed", () => {
    const { errors, leaks, summary } = reportOf(lost, grow);
    expect(errors).toMatchObject([{ stack: [{ function: "main", line: 7 }] }]);
    expect(leaks).toMatchObject([{ kind: "Leak_DefinitelyLost", bytes: 20 }]);
    expect(summary).toMatchObject({ errors: 2, contexts: 2, suppressed: 4, suppressedContexts: 2 });
    expect(summary.leak).toEqual({
      definite: { bytes: 20, blocks: 1 },
      indirect: { bytes: 0, blocks: 0 },
      possible: { bytes: 0, blocks: 0 },
      reachable: { bytes: 0, blocks: 0 },
      suppressed: { bytes: 12, blocks: 2 },
    });
  });

  it("is in the summaries of the text, as Valgrind has it", () => {
    const all = grow + entry("Memcheck:Leak", "fun:malloc") + entry("Memcheck:Cond", "fun:main");
    expect(renderText(reportOf(lost, all), usual)).toMatchInlineSnapshot(`
      "Redzone: list.c

      HEAP SUMMARY:
          in use at exit: 1 bytes in 1 blocks
        total heap usage: 1 allocs, 0 frees, 1 bytes allocated

      LEAK SUMMARY:
         definitely lost: 0 bytes in 0 blocks
         indirectly lost: 0 bytes in 0 blocks
           possibly lost: 0 bytes in 0 blocks
         still reachable: 0 bytes in 0 blocks
              suppressed: 32 bytes in 3 blocks

      ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 6 from 4)
      "
    `);
  });

  it("is nothing without an entry that says so", () => {
    const { summary } = reportOf(lost);
    expect(summary).toMatchObject({ errors: 6, contexts: 4, suppressed: 0 });
    expect(summary).not.toHaveProperty("suppressedContexts");
    expect(summary.leak).not.toHaveProperty("suppressed");
  });

  it("may be leaks of some kinds", () => {
    const reachable = entry("Memcheck:Leak", "match-leak-kinds: reachable", "...", "fun:grow");
    const { leaks, summary } = reportOf(lost, reachable);
    expect(leaks.map(({ bytes }) => bytes)).toEqual([5, 20]);
    // Not an error, so no suppressed one.
    expect(summary).toMatchObject({ suppressed: 0, leak: { suppressed: { bytes: 7, blocks: 1 } } });
  });

  it("may be some of the leaks that would be one record", () => {
    const calls = "f:1:1 ".repeat(12);
    const deep = ["a:1:1", "b:1:1"].map((caller) =>
      leak("definite", 1, `malloc! ${calls}${caller} main:9:1`),
    );
    expect(reportOf({ leaks: deep }).leaks).toMatchObject([{ blocks: 2 }]);
    const { leaks, summary } = reportOf({ leaks: deep }, entry("Memcheck:Leak", "...", "fun:a"));
    expect(leaks).toMatchObject([{ blocks: 1 }]);
    expect(summary).toMatchObject({ suppressed: 1, leak: { suppressed: { blocks: 1 } } });
  });

  it("may be what ended the program", () => {
    const trapped: Partial<RunFacts> = {
      ending: { kind: "trap", trap: "other" },
      errors: [{ kind: "Trap", reason: "divide by zero", count: 1, stack: stack("main:5:8") }],
    };
    const text = (file?: string) => renderText(reportOf(trapped, file), usual);
    expect(text()).toContain("\n\nProcess terminating: the run ended with the error above.\n\n");
    expect(text(entry("Redzone:Trap", "fun:main"))).toContain(
      "\n\nProcess terminating: the run ended with a suppressed error.\n\n",
    );
  });

  it("may go on below main, as Valgrind's stacks do", () => {
    const started = { errors: [condition("main:5:8 __main_void _start")] };
    const below = entry("Memcheck:Cond", "fun:main", "fun:(below main)");
    expect(reportOf(started, below).summary).toMatchObject({ errors: 0, suppressed: 1 });
    const within = { errors: [condition("f:5:8")] };
    const belowF = entry("Memcheck:Cond", "fun:f", "fun:(below main)");
    expect(reportOf(within, belowF).summary).toMatchObject({ errors: 1, suppressed: 0 });
  });
});

/** One of each kind, with the entry that hides it. */
const findings: readonly (readonly [ErrorFacts | LeakFacts, readonly string[]])[] = [
  [
    {
      kind: "InvalidRead",
      size: 8,
      count: 2,
      address: addr(0x10114),
      place: { region: "heap", block: block(), offset: 20 },
      stack: stack("strlen get:5:8 main:4:1 __main_void _start"),
    },
    ["Memcheck:Addr8", "fun:strlen", "fun:get", "fun:main"],
  ],
  [
    {
      kind: "InvalidWrite",
      size: 3,
      count: 1,
      address: addr(0),
      place: { region: "null" },
      stack: stack("main:4:1"),
    },
    ["Redzone:Addr", "fun:main"],
  ],
  [
    {
      kind: "InvalidFree",
      call: "free",
      family: "malloc",
      count: 1,
      address: addr(0),
      place: { region: "null" },
      stack: stack("free! main:4:1"),
    },
    ["Memcheck:Free", "fun:free", "fun:main"],
  ],
  [
    {
      kind: "MismatchedFree",
      family: "malloc",
      count: 1,
      address: addr(0x10100),
      place: { region: "heap", block: block(), offset: 0 },
      stack: stack("_ZdlPv main:7:1"),
    },
    ["Memcheck:Free", "fun:_ZdlPv", "fun:main"],
  ],
  [
    {
      kind: "Overlap",
      call: "memcpy",
      to: addr(0x10100),
      from: addr(0x10104),
      length: 8,
      count: 1,
      stack: stack("memcpy! main:4:1"),
    },
    ["Memcheck:Overlap", "fun:memcpy", "fun:main"],
  ],
  [
    {
      kind: "FishyValue",
      call: "malloc",
      family: "new[]",
      parameter: "size",
      value: -4,
      count: 1,
      stack: stack("malloc! _ZL17operator_new_implm _Znwm _Znam main:4:1"),
    },
    ["Memcheck:FishyValue", "__builtin_vec_new(size)", "fun:_Znam", "fun:main"],
  ],
  [
    {
      kind: "SyscallParam",
      call: "fd_write",
      parameter: "iovs[0]",
      problem: "undefined value",
      count: 1,
      stack: stack("write main:4:1"),
    },
    ["Memcheck:Param", "fd_write(iovs[0])", "fun:write", "fun:main"],
  ],
  [condition("main:4:1"), ["Memcheck:Cond", "fun:main"]],
  [
    { kind: "UninitValue", size: 4, count: 1, stack: stack("main:4:1") },
    ["Memcheck:Value4", "fun:main"],
  ],
  [
    { kind: "StackOverflow", count: 1, stack: stack("f:4:1 ".repeat(30).trim()) },
    ["Redzone:StackOverflow", ...Array.from({ length: 24 }, () => "fun:f")],
  ],
  [
    { kind: "Trap", reason: "unreachable", count: 1, stack: stack("main:4:1") },
    ["Redzone:Trap", "fun:main"],
  ],
  [
    leak("possible", 4, "malloc! main:4:1"),
    ["Memcheck:Leak", "match-leak-kinds: possible", "fun:malloc", "fun:main"],
  ],
];

describe("the entry of a finding", () => {
  test.each(findings)("%o", (facts, lines) => {
    const found = "count" in facts ? { errors: [facts] } : { leaks: [facts] };
    const { errors, leaks } = reportOf(found, "", true);
    const [{ suppression = "" } = {}] = [...errors, ...leaks];
    const inserted = "<insert_a_suppression_name_here>";
    expect(suppression).toBe(
      `{\n${[inserted, ...lines].map((line) => `   ${line}\n`).join("")}}\n`,
    );
    const hidden = reportOf(found, suppression);
    expect(hidden.summary).toMatchObject({ contexts: 0, suppressedContexts: 1 });
    expect([...hidden.errors, ...hidden.leaks]).toEqual([]);
  });

  it("hides no other", () => {
    const all = { errors: findings.flatMap(([facts]) => ("count" in facts ? [facts] : [])) };
    const file = reportOf(all, "", true).errors.map(({ suppression = "" }) => suppression);
    for (const [at, only] of file.entries()) {
      const left = reportOf(all, only).errors.map(({ title }) => title);
      expect(left).toEqual(
        reportOf(all)
          .errors.toSpliced(at, 1)
          .map(({ title }) => title),
      );
    }
  });

  it("follows the finding in the text, as it is", () => {
    const long = `_Z${"9".repeat(100)}`;
    const errors = [condition(`${long}:3:1 main:5:8`)];
    const text = renderText(reportOf({ errors }, "", true), { ...usual, quiet: true, color: true });
    expect(text).toMatch(/\n\n\{\n {3}<insert_a_suppression_name_here>\n/);
    expect(text).toContain(`   Memcheck:Cond\n   fun:${long}\n   fun:main\n}\n`);
    expect(renderText(reportOf({ errors }), usual)).not.toContain("insert");
  });

  const named = (function_: string | undefined, linkageName?: string) => {
    const frame = {
      ...(function_ !== undefined && { function: function_ }),
      ...(linkageName !== undefined && { linkageName }),
      library: false,
    };
    const source = { ...symbols, frames: () => [frame] };
    const error = { ...condition("main"), stack: [{ site: 1 as CodeOffset }] };
    const generator = new Suppressor({ object: "a *.wasm", generate: true }, source);
    const file = generator.entryForError(error)!;
    const suppressions = parseSuppressions(file);
    const suppressor = new Suppressor({ object: "a *.wasm", suppressions }, source);
    expect(suppressor.hidesError(error)).toBe(true);
    return file.split("\n")[3]?.trim();
  };

  it("has the linker's names of C++ and Rust, and nobody's else", () => {
    expect(named("list::push(int)", "_ZN4list4pushEi")).toBe("fun:_ZN4list4pushEi");
    expect(named("list::push", "_RNvC4list4push")).toBe("fun:_RNvC4list4push");
    expect(named("main", "__main_argc_argv")).toBe("fun:main");
    // Without the hash, which is another one in every build.
    const legacy = "_ZN4list4push17h0123456789abcdefE";
    expect(named("list::push", legacy)).toBe("fun:_ZN4list4push17h*E");
  });

  it("has the module where a function has no name", () => {
    expect(named(undefined)).toBe("obj:a *.wasm");
    expect(named("")).toBe("obj:a *.wasm");
  });

  it("is one line a frame, whatever a function is called", () => {
    expect(named("a\nfun:b")).toBe("fun:a?fun:b");
    expect(named(" a ")).toBe("fun:?a?");
    expect(named("a\u202eb\u001b[2J")).toBe("fun:a?b?[2J");
    expect(named("...")).toBe("fun:...");
  });

  it("needs a stack", () => {
    const error = { ...condition("main"), stack: [] };
    expect(reportOf({ errors: [error] }, "", true).errors[0]).not.toHaveProperty("suppression");
  });
});

describe("our own list", () => {
  it("is of leaks, branches and reads in library functions, each with its reason", () => {
    for (const { reason, entry } of BUILT_IN) {
      expect(reason).toMatch(/\w.*\.$/);
      const [only, ...others] = parseSuppressions(entry);
      expect(others).toEqual([]);
      expect(["Leak", "Cond", "Addr"]).toContain(only?.kind);
      expect(entry).toMatch(/fun:_(Z|_wasilibc_)/);
    }
  });

  it("is read as a file is", () => {
    const list = [{ reason: "It is kept for later.", entry: entry("Memcheck:Leak", "fun:f") }];
    expect(builtInSuppressions(list)).toEqual(parseSuppressions(list[0]!.entry));
    expect(() => builtInSuppressions([{ reason: "", entry: "{" }])).toThrow();
  });
});
