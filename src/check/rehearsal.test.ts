import { brotliDecompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { checkOnce } from "./rehearsal.ts";
import { RehearsalProgram } from "./rehearsal-program.ts";

it("goes all the way of a check, to a report with an error and a leak", () => {
  const outcome = checkOnce(brotliDecompressSync(Buffer.from(RehearsalProgram, "base64")));
  expect(outcome).toMatchObject({
    report: {
      exit: { code: 0 },
      errors: [{ kind: "InvalidRead", stack: [{ function: "main", file: "rehearsal.c" }] }],
      leaks: [{ kind: "Leak_DefinitelyLost" }],
    },
  });
});
