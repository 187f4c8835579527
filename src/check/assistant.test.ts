import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MalformedError } from "../bytes/malformed.ts";
import type { InstrumentOptions } from "../instrument/plan.ts";
import { portionsOf, type Together } from "../instrument/portions.ts";
import { instrument } from "../instrument/rewrite.ts";
import { carryOut, type RewritingJob, rewritingJob } from "../instrument/rewriting-job.ts";
import { decodeModule } from "../wasm/decode.ts";
import type { WasmModule } from "../wasm/module.ts";
import { startAssistant } from "./assistant.ts";

const fixtures = new URL("../../tests/fixtures/wasm/", import.meta.url);
const largest = readdirSync(fixtures)
  .filter((name) => name.endsWith(".wasm"))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, fixtures))) }))
  .toSorted((a, b) => b.bytes.length - a.bytes.length)[0]!;
const options = { programLimit: 2 ** 26, definedness: true };

function jobOf(module: WasmModule, more: Partial<InstrumentOptions> = {}): RewritingJob {
  const job = rewritingJob(largest.bytes, module, largest.name, { ...options, ...more });
  if (job === undefined) throw new Error("there is no job");
  return job;
}

/** The module, rewritten by `together` and by this thread, which is given `most` portions at most. */
function made(
  module: WasmModule,
  more: Partial<InstrumentOptions>,
  together: Together | undefined,
  most = Number.POSITIVE_INFINITY,
) {
  if (together === undefined) throw new Error("there is no thread");
  let taken = 0;
  let others = 0;
  const shared: Together = {
    take: () => (taken++ < most ? together.take() : Number.POSITIVE_INFINITY),
    others: (portions) => {
      others = portions;
      return together.others(portions);
    },
    end: () => together.end(),
  };
  try {
    const { bytes, plan } = instrument(
      module,
      largest.name,
      { ...options, ...more },
      { together: shared },
    );
    return { bytes: Buffer.from(bytes), plan, others };
  } finally {
    together.end();
  }
}

describe("a module that two threads rewrite", () => {
  const module = decodeModule(largest.bytes, largest.name);
  const portions = portionsOf(module.bodies).length;
  const alone = instrument(module, largest.name, options);

  test("has several portions, and each body is in one", () => {
    expect(portions).toBeGreaterThan(2);
    const bodies = portionsOf(module.bodies).flatMap(({ from, to }) =>
      module.bodies.slice(from, to),
    );
    expect(bodies).toEqual(module.bodies);
  });

  test("is what one makes of it", () => {
    const { bytes, plan, others } = made(module, {}, startAssistant(jobOf(module)), 1);
    expect(others).toBe(portions - 1);
    expect(bytes.equals(alone.bytes)).toBe(true);
    expect(plan.unknownInstructions).toEqual(alone.plan.unknownInstructions);
  });

  test("has the author's functions and moved sites in both threads", () => {
    const moved = {
      ...module,
      bodies: module.bodies.map((body) => ({ ...body, offset: (body.offset + 4096) as never })),
    };
    const isUsers = (body: number) => body % 2 === 0;
    const { bytes } = made(moved, { isUsers }, startAssistant(jobOf(moved, { isUsers })), 1);
    const wanted = instrument(moved, largest.name, { ...options, isUsers });
    expect(bytes.equals(wanted.bytes)).toBe(true);
    expect(bytes.equals(alone.bytes)).toBe(false);
  });

  test("is refused as by one alone", () => {
    // The assistant decodes what is whole; what we have is broken in its last function.
    const bodies = module.bodies.map((body, at) =>
      at === module.bodies.length - 1 ? { ...body, code: Uint8Array.of(0xff, 0x0b) } : body,
    );
    const broken = { ...module, bodies };
    expect(() => made(broken, {}, ownThread(jobOf(broken)))).toThrow(MalformedError);
  });

  test("is made by one, where the other fails", () => {
    const job = { ...jobOf(module), bytes: largest.bytes.slice(0, 100) };
    const { bytes, others } = made(module, {}, startAssistant(job), 1);
    expect(others).toBe(portions - 1);
    expect(bytes.equals(alone.bytes)).toBe(true);
  });
});

/** The job, carried out when it is waited for. */
function ownThread(job: RewritingJob): Together {
  let next = 0;
  return {
    take: () => next++,
    others: () => {
      carryOut(
        job,
        () => next++,
        () => {},
      );
      return [];
    },
    end() {},
  };
}
