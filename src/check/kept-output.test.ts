import { expect, it } from "vitest";
import { KeptOutput } from "./kept-output.ts";

it("keeps what is printed, bit by bit", () => {
  const output = new KeptOutput();
  const printed = Array.from({ length: 5000 }, (_, at) => at & 0xff);
  for (const byte of printed) output.write(Uint8Array.of(byte));
  expect(output.take()).toEqual({ bytes: Uint8Array.from(printed), complete: true });
});

it("keeps 64 MiB at most, and says so", () => {
  const output = new KeptOutput();
  const chunk = new Uint8Array(2 ** 20 + 1).fill(1);
  for (let printed = 0; printed < 63; printed++) output.write(chunk);
  expect(output.take().complete).toBe(true);
  output.write(chunk);
  const { bytes, complete } = output.take();
  expect([bytes.length, bytes.at(-1), complete]).toEqual([2 ** 26, 1, false]);
  output.write(chunk);
  expect(output.take().bytes).toHaveLength(2 ** 26);
});
