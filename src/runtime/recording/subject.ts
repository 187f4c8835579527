/**
 * What a recording is a recording of: the module and all that decides how it runs besides its calls of
 * the host. Given something else to run, its answers would fit no question.
 */
import { fnv1a } from "./digest.ts";

export interface Subject {
  /** The module as the compiler wrote it. */
  readonly module: Uint8Array;
  readonly args: readonly string[];
  /** `K=V` each. */
  readonly env: readonly string[];
  /** Bytes that the program's memory may grow to: decides what memory.grow and malloc answer. */
  readonly memoryLimit: number;
  /** The allocation that has to fail. */
  readonly failAllocation?: number;
}

/** The parts of a subject, each as a short text that is the same when the part is. */
export type SubjectDigest = Readonly<Record<SubjectPart, string>>;
export type SubjectPart = "module" | "arguments" | "environment" | "memory limit" | "failures";

/** Another factor for the second half of the digest (Knuth, The Art of Computer Programming, 6.4). */
const SecondFactor = 0x9e3779b1;

export function digestOfSubject(subject: Subject): SubjectDigest {
  const { module, args, env, memoryLimit, failAllocation } = subject;
  return {
    module: digestOfModule(module),
    arguments: JSON.stringify(args),
    environment: JSON.stringify(env),
    "memory limit": String(memoryLimit),
    failures: String(failAllocation),
  };
}

/** Each once: a run is repeated many times. */
const digests = new WeakMap<Uint8Array, string>();

function digestOfModule(module: Uint8Array): string {
  let digest = digests.get(module);
  if (digest === undefined) {
    const halves = [fnv1a(module), fnv1a(module, SecondFactor)].map((half) => half.toString(16));
    digest = `${module.length}:${halves.join(":")}`;
    digests.set(module, digest);
  }
  return digest;
}

/** A recording was given something else to replay than what it recorded. */
export class RecordingMismatch extends Error {
  override readonly name = "RecordingMismatch";
  readonly part: SubjectPart;

  constructor(part: SubjectPart) {
    super(`the recording is of another ${part}`);
    this.part = part;
  }
}

/** @throws RecordingMismatch */
export function requireSame(recorded: SubjectDigest, given: SubjectDigest): void {
  for (const part of Object.keys(recorded) as SubjectPart[]) {
    if (recorded[part] !== given[part]) throw new RecordingMismatch(part);
  }
}
