import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnyFrames, parseSuppressions, type Suppression, writeSuppression } from "./format.ts";
import { KINDS, type SuppressionKind } from "./kinds.ts";

/** An entry of these lines. */
const entry = (...lines: readonly string[]) => `{\n${lines.join("\n")}\n}\n`;
const parsed = (...lines: readonly string[]) => parseSuppressions(entry("a name", ...lines));

describe("parseSuppressions", () => {
  it("reads every form of an entry", () => {
    const text = `
# Comments and blank lines may be anywhere.

{
   <insert_a_suppression_name_here>
   Memcheck:Leak
   # here, too
   match-leak-kinds: definite,possible
   fun:malloc
   ...

   fun:_ZN3lib4growEv
   obj:/usr/lib/lib*.so.?
   src:list.c
   src:lib/list.c:12
}
   {
a name of several words
Memcheck,Addrcheck:Param
write(buf)
src:C:\\lib\\list.c
src:C:\\lib\\list.c:7
   }
`;
    expect(parseSuppressions(text)).toEqual([
      {
        name: "<insert_a_suppression_name_here>",
        kind: "Leak",
        leakKinds: ["definite", "possible"],
        frames: [
          { by: "fun", pattern: "malloc" },
          "...",
          { by: "fun", pattern: "_ZN3lib4growEv" },
          { by: "obj", pattern: "/usr/lib/lib*.so.?" },
          { by: "src", pattern: "list.c" },
          { by: "src", pattern: "lib/list.c", line: 12 },
        ],
      },
      {
        name: "a name of several words",
        kind: "Param",
        parameter: "write(buf)",
        frames: [
          { by: "src", pattern: "C:\\lib\\list.c" },
          { by: "src", pattern: "C:\\lib\\list.c", line: 7 },
        ],
      },
    ]);
  });

  it.each<[string, readonly unknown[]]>([
    ["all", ["definite", "indirect", "possible", "reachable"]],
    [" none ", []],
    ["reachable, definite", ["reachable", "definite"]],
  ])("match-leak-kinds:%s", (written, leakKinds) => {
    const [only] = parsed("Memcheck:Leak", `match-leak-kinds:${written}`, "fun:f");
    expect(only).toMatchObject({ leakKinds });
  });

  it("leaves the kinds of leaks open without that line", () => {
    expect(parsed("Memcheck:Leak", "fun:f")[0]).not.toHaveProperty("leakKinds");
  });

  it.each([
    ["Memcheck:Value0", "Cond"],
    ["Helgrind,Memcheck:Free", "Free"],
    ["Redzone:Trap", "Trap"],
    ["Redzone:Leak", "Leak"],
    ["Memcheck,Redzone:StackOverflow", "StackOverflow"],
    // Of a later Valgrind, and of another one than ours.
    ["Memcheck:SizeMismatch", "SizeMismatch"],
    ["Memcheck:Addr32", "Addr32"],
  ])("%s is %s", (line, kind) => {
    expect(parsed(line, "fun:f")).toMatchObject([{ kind }]);
  });

  it.each(["Helgrind:Race", "Core:FdBadClose", "memcheck:Leak", " Memcheck , drd:Nothing"])(
    "passes over an entry of %s, whatever is in it",
    (line) => {
      expect(
        parseSuppressions(entry("name", line, "nonsense") + entry("x", "Memcheck:Cond", "fun:f")),
      ).toMatchObject([{ name: "x" }]);
    },
  );

  it("has nothing to say about an empty file", () => {
    expect(parseSuppressions("")).toEqual([]);
    expect(parseSuppressions("\r\n# nothing\r\n")).toEqual([]);
  });

  it("reads files from Windows and those with a byte order mark", () => {
    const text = `\ufeff${entry("name", "Memcheck:Cond", "fun:f")}`;
    expect(parseSuppressions(text.replaceAll("\n", "\r\n"))).toEqual(parseSuppressions(text));
    expect(parseSuppressions(text)).toMatchObject([{ frames: [{ pattern: "f" }] }]);
  });

  it.each<[line: number, reason: RegExp, text: string]>([
    [1, /^expected \{ to begin an entry$/, "Memcheck:Leak\n"],
    [2, /^expected \{ /, "# here\n{ name\n"],
    [6, /^expected \{ /, `${entry("name", "Memcheck:Cond", "fun:f")}}`],
    [1, /^this entry has no \} at its end$/, "{\nname\nMemcheck:Cond\nfun:f\n"],
    [2, /^this entry has no \} /, "\n{\nname\nHelgrind:Race\nfun:f\n"],
    [3, /^this entry has no \} /, "\n\n{"],
    [2, /^the entry has no name$/, "{\n}\n"],
    [3, /^expected TOOL:KIND, as in Memcheck:Leak$/, entry("name")],
    [3, /^expected TOOL:KIND/, entry("name", "Memcheck", "fun:f")],
    [3, /^expected TOOL:KIND/, entry("name", ":Leak", "fun:f")],
    [3, /^expected TOOL:KIND/, entry("name", "Memcheck:", "fun:f")],
    [3, /^there is no kind named 'Leaks' for Memcheck$/, entry("name", "Memcheck:Leaks", "fun:f")],
    [3, /^there is no kind named 'Trap' for Memcheck$/, entry("name", "Memcheck:Trap", "fun:f")],
    [3, /^there is no kind named ' Leak' for Memcheck$/, entry("name", "Memcheck: Leak", "fun:f")],
    [
      3,
      /^there is no kind named 'toString' for Memcheck$/,
      entry("name", "Memcheck:toString", "fun:f"),
    ],
    [3, / for Memcheck or Redzone$/, entry("name", "Memcheck,Redzone:No", "fun:f")],
    [4, /^expected the parameter .* as in write\(buf\)$/, entry("name", "Memcheck:Param", "fun:f")],
    [4, /^expected the parameter .* as in malloc\(size\)$/, entry("name", "Memcheck:FishyValue")],
    [
      4,
      /^expected all, none, or some of definite,indirect,possible,reachable$/,
      entry("name", "Memcheck:Leak", "match-leak-kinds: lost", "fun:f"),
    ],
    [4, /^expected all, none/, entry("name", "Memcheck:Leak", "match-leak-kinds:", "fun:f")],
    [
      4,
      /^expected all, none/,
      entry("name", "Memcheck:Leak", "match-leak-kinds: all,none", "fun:f"),
    ],
    [4, /^expected fun:NAME/, entry("name", "Memcheck:Cond", "match-leak-kinds: all", "fun:f")],
    [4, /^expected fun:NAME, obj:FILE/, entry("name", "Memcheck:Cond", "func:f")],
    [5, /or \} to end the entry$/, "{\nname\nMemcheck:Cond\nfun:f\n{\nname\n"],
    [6, /^expected fun:NAME/, entry("name", "Memcheck:Cond", "# why", "", "main")],
    [4, /^expected a name after fun:$/, entry("name", "Memcheck:Cond", "fun:")],
    [4, /^expected src:FILE or src:FILE:LINE/, entry("name", "Memcheck:Cond", "src:a.c:main")],
    [4, /^expected src:FILE or src:FILE:LINE/, entry("name", "Memcheck:Cond", "src:a.c:1?")],
    [4, /^expected src:FILE or src:FILE:LINE/, entry("name", "Memcheck:Cond", "src::12")],
    [4, /^the entry has no line with fun:, obj: or src:$/, entry("name", "Memcheck:Cond")],
    [6, /^the entry has no line with fun:/, entry("name", "Memcheck:Cond", "...", "...")],
  ])("refuses line %i: %s", (line, reason, text) => {
    expect(() => parseSuppressions(text)).toThrow(
      expect.objectContaining({ line, message: expect.stringMatching(reason) }),
    );
  });
});

describe("writeSuppression", () => {
  it("writes as Valgrind does", () => {
    const frames = [
      { by: "fun", pattern: "malloc" },
      AnyFrames,
      { by: "src", pattern: "a.c", line: 3 },
    ] as const;
    const leak = { name: "a leak", kind: "Leak", leakKinds: ["definite"], frames } as const;
    expect(writeSuppression(leak)).toBe(`{
   a leak
   Memcheck:Leak
   match-leak-kinds: definite
   fun:malloc
   ...
   src:a.c:3
}
`);
    const trap = { name: "a trap", kind: "Trap", frames } as const;
    expect(writeSuppression(trap)).toContain("\n   Redzone:Trap\n   fun:malloc\n");
  });

  it("is what parseSuppressions reads", () => {
    const text = fc
      .stringMatching(/^[!-~][ -~]{0,20}[!-~]$/)
      .filter((line) => !line.startsWith("#"));
    const name = text.filter((line) => !/[{}]/.test(line));
    const place = fc.oneof(
      fc.record({ by: fc.constantFrom("fun" as const, "obj" as const), pattern: text }),
      fc.record({ by: fc.constant("src" as const), pattern: name, line: fc.nat(99_999) }),
    );
    const frames = fc
      .array(fc.oneof(place, fc.constant(AnyFrames)), { maxLength: 6 })
      .chain((some) => place.map((one) => [...some, one]));
    const leakKinds = fc.subarray(["definite", "indirect", "possible", "reachable"] as const);
    const suppression = fc
      .record({
        name,
        kind: fc.constantFrom(...(Object.keys(KINDS) as SuppressionKind[])),
        parameter: fc.constant("write(buf)"),
        leakKinds,
        frames,
      })
      .map(({ parameter, leakKinds, ...common }): Suppression => {
        const { extra } = KINDS[common.kind] as { extra?: string };
        if (extra === "parameter") return { ...common, parameter };
        return extra === "leak kinds" ? { ...common, leakKinds } : common;
      });
    fc.assert(
      fc.property(fc.array(suppression, { maxLength: 4 }), (suppressions) => {
        const file = suppressions.map(writeSuppression).join("# between\n");
        expect(parseSuppressions(file)).toEqual(suppressions);
      }),
    );
  });
});
