import { expect, it } from "vitest";
import { checkOnce, rewriteOnce, unpacked } from "./rehearsal.ts";
import { RehearsalCode } from "./rehearsal-code.ts";
import { RehearsalProgram } from "./rehearsal-program.ts";

it("goes all the way of a check, to a report with an error and a leak", () => {
  const outcome = checkOnce(unpacked(RehearsalProgram));
  expect(outcome).toMatchObject({
    report: {
      exit: { code: 0 },
      errors: [{ kind: "InvalidRead", stack: [{ function: "main", file: "rehearsal.c" }] }],
      leaks: [{ kind: "Leak_DefinitelyLost" }],
    },
  });
});

it("has code of the C++ library, as much as a program with streams", () => {
  const code = unpacked(RehearsalCode);
  expect(code.length).toBeGreaterThan(300_000);
  expect(() => rewriteOnce(code)).not.toThrow();
});
