/** The thread in which a target runs for long (scripts/fuzz.mjs): it may hang, or run out of memory, and is then replaced. */
import { parentPort, workerData } from "node:worker_threads";
import { type Finding, Fuzzer, kindOf, shrunk } from "./fuzzer.ts";
import { TARGETS } from "./targets.ts";

/** What a thread is told when it starts. */
export interface Order {
  readonly target: string;
  readonly seed: number;
  readonly inputs: number;
  readonly seconds: number;
  /** Two words, the number of the current input and its length, then the input: for whoever watches. */
  readonly current: SharedArrayBuffer;
}

/** What a thread tells. */
export type Message =
  | { readonly kind: "targets"; readonly names: readonly string[] }
  | {
      readonly kind: "finding";
      readonly message: string;
      readonly stack: string;
      readonly input: Uint8Array;
    }
  | {
      readonly kind: "end";
      readonly inputs: number;
      readonly taken: number;
      readonly kept: number;
      readonly slowest: number;
      readonly slowestInput: Uint8Array;
    };

/** Of one kind; the others are counted with them. */
const MostFindings = 20;

function post(message: Message): void {
  parentPort?.postMessage(message);
}

/** Most inputs are refused by an error, and most of what an error costs are its frames. */
Error.stackTraceLimit = 5;

function work({ target: name, seed, inputs, seconds, current }: Order): void {
  const target = TARGETS[name];
  if (target === undefined) throw new Error(`there is no target ${name}`);
  const head = new Int32Array(current, 0, 2);
  const room = new Uint8Array(current, 8);
  const fuzzer = new Fuzzer(target, seed, (input) => {
    Atomics.add(head, 0, 1);
    head[1] = Math.min(input.length, room.length);
    room.set(input.subarray(0, room.length));
  });
  const known = new Set<string>();
  const tell = (finding: Finding | undefined) => {
    if (finding === undefined) return;
    const kind = kindOf(finding.error);
    if (known.has(kind) || known.size >= MostFindings) return;
    known.add(kind);
    const { error } = finding;
    post({
      kind: "finding",
      message: kind,
      stack: error instanceof Error ? `${error.stack}` : String(error),
      input: shrunk(finding, target),
    });
  };
  const end = performance.now() + 1000 * seconds;
  for (const finding of fuzzer.seeds()) tell(finding);
  while (fuzzer.tally.inputs < inputs && performance.now() < end) tell(fuzzer.next());
  post({ kind: "end", ...fuzzer.tally, kept: fuzzer.kept });
}

const order = workerData as Order | undefined;
if (order === undefined) post({ kind: "targets", names: Object.keys(TARGETS) });
else work(order);
