/**
 * Time travel over a border: the same questions, answered later. A trace lives in a worker with a large stack, and whoever asks
 * may be a terminal program, a web page or a user's own script.
 */
import type { BlockHistory } from "../picture/history.ts";
import type { Picture } from "../picture/model.ts";
import type { Move } from "./move.ts";
import type { PictureOptions } from "./picture-options.ts";
import type { Trace } from "./trace.ts";

/** What can be asked of a trace from outside, and what is answered. */
export interface TraceCalls {
  readonly move: {
    readonly ask: { readonly from: number; readonly move: Move };
    readonly answer: number;
  };
  readonly picture: {
    readonly ask: { readonly step: number; readonly options?: PictureOptions };
    readonly answer: Picture;
  };
  readonly history: { readonly ask: { readonly block: number }; readonly answer: BlockHistory };
  readonly blockOfFinding: { readonly ask: { readonly finding: number }; readonly answer: number };
  readonly output: { readonly ask: { readonly step: number }; readonly answer: string };
}

export type TraceCallName = keyof TraceCalls;

export type TraceCall = {
  [Name in TraceCallName]: { readonly call: Name; readonly ask: TraceCalls[Name]["ask"] };
}[TraceCallName];

/** @throws as the trace's methods do */
export function answerCall(trace: Trace, call: TraceCall): TraceCalls[TraceCallName]["answer"] {
  switch (call.call) {
    case "move":
      return trace.move(call.ask.from, call.ask.move);
    case "picture":
      return trace.picture(call.ask.step, call.ask.options);
    case "history":
      return trace.history(call.ask.block);
    case "blockOfFinding":
      return trace.blockOfFinding(call.ask.finding);
    case "output":
      return trace.output(call.ask.step);
  }
}
